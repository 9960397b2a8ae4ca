package dev.seatline.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.server.store.ReportStore;
import dev.seatline.server.store.ReportStoreContract;
import dev.seatline.server.store.StoreException;
import dev.seatline.server.store.StoredReport;
import java.nio.file.Path;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reports in SQLite keep the contract, and nobody can alter one.
final class SqliteReportStoreTest implements ReportStoreContract {
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private SqliteDatabase database;

    @BeforeEach
    void open() {
        database = new SqliteDatabase(folder.resolve("ledger.db"));
        database.open();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    public ReportStore store() {
        return new SqliteReportStore(database);
    }

    @Test
    void aReportIsThereAfterARestartAndIsNeverAltered() {
        StoredReport kept = store().append(new StoredReport(0, NOON, NOON, "boss", "k", "{}"));
        close();
        open();
        assertThat(store().since(NOON, 0, 10)).containsExactly(kept);
        assertThatThrownBy(() -> database.write(connection -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.executeUpdate("UPDATE report SET body = 'x'");
                    }
                }))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("never altered");
    }
}
