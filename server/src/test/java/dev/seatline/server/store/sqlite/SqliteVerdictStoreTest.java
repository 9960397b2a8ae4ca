package dev.seatline.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.store.StoreException;
import dev.seatline.server.store.VerdictStore;
import dev.seatline.server.store.VerdictStore.VerdictQuery;
import dev.seatline.server.store.VerdictStoreContract;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Verdicts in SQLite keep the contract, and nobody can alter one.
final class SqliteVerdictStoreTest extends VerdictStoreContract {
    private static final Instant NINE = Instant.parse("2026-11-02T01:00:00Z");

    @TempDir
    private Path folder;

    private final List<SqliteDatabase> databases = new ArrayList<>();

    @Override
    protected VerdictStore empty() {
        return new SqliteVerdictStore(opened());
    }

    @Override
    protected VerdictStore reopened(VerdictStore open) {
        databases.forEach(SqliteDatabase::close);
        return new SqliteVerdictStore(opened());
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

    private void change(String sql) {
        int ignored = databases.getLast().write(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }

    @Test
    void nobodyAltersAVersion() {
        store.commit(List.of(says(verdict("m", VerdictKind.LATE, "A1", "S1", NINE, false))));
        assertThatThrownBy(() -> change("UPDATE verdict SET recorded = 0"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("a verdict is replaced by a new version, never altered");
    }

    @Test
    void aRowThatCannotBeReadIsNamed() {
        store.commit(List.of(says(verdict("m", VerdictKind.LATE, "A1", "S1", NINE, false))));
        change("INSERT INTO verdict SELECT 7, 'x', 1, NULL, 0, 0, CAST('{\"matter\":1}' AS BLOB)");
        assertThatThrownBy(() -> store.version(7))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("verdict 7 of the ledger cannot be read: not a proper Verdict");
        assertThat(store.standing(VerdictQuery.ALL)).hasSize(1);
    }

    @Test
    void aVerdictThatIsTooLargeIsRefusedBeforeItIsThere() {
        assertThatThrownBy(() -> store.commit(
                        List.of(says(verdict("x".repeat(70_000), VerdictKind.LATE, "A1", "S1", NINE, false)))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("allowed are 65536");
        assertThat(store.standing(VerdictQuery.ALL)).isEmpty();
    }
}
