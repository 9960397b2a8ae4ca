package dev.seatline.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.server.store.EventStore;
import dev.seatline.server.store.EventStoreContract;
import dev.seatline.server.store.StoreException;
import dev.seatline.server.store.StoredEvent;
import dev.seatline.wire.Fact;
import dev.seatline.wire.SeatId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ledger in SQLite keeps the contract, and says clearly when its file is no good.
final class SqliteEventStoreTest extends EventStoreContract {
    private static final SeatId S01 = new SeatId("S01");

    @TempDir
    private Path folder;

    private final List<SqliteDatabase> databases = new ArrayList<>();

    @Override
    protected EventStore empty() {
        return new SqliteEventStore(opened());
    }

    @Override
    protected EventStore reopened(EventStore open) {
        databases.forEach(SqliteDatabase::close);
        return new SqliteEventStore(opened());
    }

    private SqliteDatabase opened() {
        SqliteDatabase database = new SqliteDatabase(folder.resolve("ledger.db"));
        databases.add(database);
        database.open();
        return database;
    }

    @AfterEach
    void close() {
        databases.forEach(SqliteDatabase::close);
    }

    @Test
    void aFullDiskFailsTheCommitWholeAndTheNextOneSucceeds() {
        SqliteDatabase database = databases.getFirst();
        EventStore store = new SqliteEventStore(database);
        long pages = pragma(database, "PRAGMA page_count");
        pragma(database, "PRAGMA max_page_count = " + (pages + 5));
        List<StoredEvent> many = new ArrayList<>();
        for (int i = 1; i <= 1_000; i++) {
            many.add(event(S01, i, new Fact.PartFailed("reader", "no answer for a while now")));
        }
        assertThatThrownBy(() -> store.commit(of(many)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("full")
                .hasMessageContaining("ledger.db");
        assertThat(store.count()).isZero();
        pragma(database, "PRAGMA max_page_count = 1000000");
        assertThat(store.commit(of(many))).hasSize(1_000);
        assertThat(store.count()).isEqualTo(1_000);
    }

    private static long pragma(SqliteDatabase database, String pragma) {
        return database.write(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(pragma)) {
                return row.next() ? row.getLong(1) : 0L;
            }
        });
    }

    @Test
    void aFileThatIsNoDatabaseIsNamedWithItsReasonAndAdvice() throws IOException {
        Path file = Files.writeString(folder.resolve("noise.db"), "this is not a database at all ".repeat(200));
        assertRefused(file, "not a database");
    }

    @Test
    void aDatabaseCutInHalfIsNamedWithItsReasonAndAdvice() throws IOException {
        EventStore store = new SqliteEventStore(databases.getFirst());
        List<StoredEvent> many = new ArrayList<>();
        for (int i = 1; i <= 2_000; i++) {
            many.add(event(S01, i, new Fact.HandRaised()));
        }
        store.commit(of(many));
        databases.getFirst().close();
        Path file = folder.resolve("ledger.db");
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.setLength(raw.length() / 2);
        }
        assertRefused(file, "malformed");
    }

    private static void assertRefused(Path file, String reason) {
        try (SqliteDatabase database = new SqliteDatabase(file)) {
            assertThatThrownBy(database::open)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining(reason)
                    .hasMessageContaining("backup");
        }
    }

    @Test
    void aMissingFolderIsNamed() {
        try (SqliteDatabase database = new SqliteDatabase(folder.resolve("nowhere/ledger.db"))) {
            assertThatThrownBy(database::open)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("its folder does not exist");
        }
    }

    @Test
    void aClosedDatabaseIsSaidToBeClosed() {
        EventStore store = new SqliteEventStore(databases.getFirst());
        databases.getFirst().close();
        assertThatThrownBy(store::check).isInstanceOf(StoreException.class).hasMessageContaining("not open");
    }
}
