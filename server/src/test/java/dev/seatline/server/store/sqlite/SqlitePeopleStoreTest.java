package dev.seatline.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.server.people.PeopleStore;
import dev.seatline.server.people.PeopleStore.Change;
import dev.seatline.server.people.PeopleStoreContract;
import dev.seatline.server.people.Subject;
import dev.seatline.server.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlitePeopleStoreTest extends PeopleStoreContract {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final List<SqliteDatabase> opened = new ArrayList<>();

    @Override
    protected PeopleStore newStore() {
        return new SqlitePeopleStore(database());
    }

    /// One hub at a time: whatever the kit has opened is closed first.
    private SqliteDatabase database() {
        close();
        SqliteDatabase database = new SqliteDatabase(folder.resolve("hub.sqlite"));
        database.open();
        opened.add(database);
        return database;
    }

    @AfterEach
    void close() {
        opened.forEach(SqliteDatabase::close);
        opened.clear();
    }

    @Test
    void everythingIsThereAfterARestart() {
        PeopleStore store = newStore();
        store.write(List.of(
                new Change.PutAccount(account("bert", true)),
                open("s", new Subject(Subject.Kind.ACCOUNT, "bert"), 0),
                new Change.Append(entry("kept"))));
        close();

        PeopleStore again = newStore();
        assertThat(again.accounts()).containsExactly(account("bert", true));
        assertThat(again.session("s")).isPresent();
        assertThat(again.audit(0, 10)).hasSize(1);
    }

    @Test
    void aSecondHubOnTheSameFileIsToldSo() {
        database();
        SqliteDatabase second = new SqliteDatabase(folder.resolve("hub.sqlite"));
        assertThatThrownBy(second::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is a hub running with this data folder already");
    }

    @Test
    void allChangesOfAWriteAreMadeOrNone() {
        PeopleStore store = newStore();
        store.write(List.of(open("s", new Subject(Subject.Kind.ACCOUNT, "bert"), 0)));
        List<Change> halfBad = List.of(
                new Change.PutAccount(account("anna", false)), open("s", new Subject(Subject.Kind.ACCOUNT, "anna"), 0));

        assertThatThrownBy(() -> store.write(halfBad)).isInstanceOf(StoreException.class);
        assertThat(store.account("anna")).isEmpty();
    }

    @Test
    void theAuditTrailCanNeitherBeAlteredNorShortened() {
        SqliteDatabase database = database();
        PeopleStore store = new SqlitePeopleStore(database);
        store.write(List.of(new Change.Append(entry("first"))));

        for (String sql : List.of("UPDATE audit SET who = 'nobody'", "DELETE FROM audit")) {
            assertThatThrownBy(() -> database.write(connection -> {
                        try (var statement = connection.createStatement()) {
                            return statement.executeUpdate(sql);
                        }
                    }))
                    .hasMessageContaining("append-only");
        }
        assertThat(store.audit(0, 10)).hasSize(1);
    }
}
