package dev.seatline.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.store.EventStore.JournalKey;
import dev.seatline.server.store.StoredEvent;
import dev.seatline.wire.BootId;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A database of every older version opens with this one, and its rows are there. For a new version of the
/// tables add its number here, and rows to its fixture if it has new tables.
final class MigrationTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3", "4", "5"})
    void aDatabaseOfAnOlderVersionOpensWithItsRows(String version) throws IOException, SQLException {
        Path file = folder.resolve("ledger.db");
        makeOld(file, version);
        try (SqliteDatabase database = new SqliteDatabase(file)) {
            database.open();
            SqliteEventStore store = new SqliteEventStore(database);
            StoredEvent event = store.events(0, null, 10).getFirst();
            assertThat(event.envelope())
                    .isEqualTo(new Envelope(
                            new ConsoleId("C01"),
                            new JournalId("J1"),
                            2,
                            new BootId("B1"),
                            5_000,
                            Instant.parse("2026-11-22T08:00:00Z"),
                            ClockTrust.TRUSTED,
                            new Fact.SignedIn(new PersonId("A1001"))));
            assertThat(event.at()).isEqualTo(Instant.parse("2026-11-22T08:00:00Z"));
            assertThat(store.positions())
                    .isEqualTo(Map.of(new JournalKey(new ConsoleId("C01"), new JournalId("J1")), 2L));
            assertThat(store.losses()).hasSize(1);
            assertThat(store.rejected(10)).hasSize(1);
            assertThat(store.seats()).containsKey(new SeatId("S01"));
            assertThat(store.remembered("settings")).startsWith("1795334400 ");
        }
    }

    @Test
    void whatAFactWasIsKeptToTheLastDigitWhenColumnsReplaceItsEnvelope() throws IOException, SQLException {
        Path file = folder.resolve("ledger.db");
        makeOld(file, "3");
        try (SqliteDatabase database = new SqliteDatabase(file)) {
            database.open();
            SqliteEventStore store = new SqliteEventStore(database);
            List<StoredEvent> events = store.events(1, null, 10);
            assertThat(events)
                    .extracting(event -> event.envelope().wall())
                    .containsExactly(
                            Instant.parse("1970-01-01T00:00:07.1234567Z"), Instant.parse("1970-01-01T00:00:07.987Z"));
            Map<String, Object> inner = new HashMap<>();
            inner.put("a", null);
            assertThat(events.getFirst().envelope().fact())
                    .isEqualTo(
                            new Fact.Unrecognised("from-the-future", Map.of("note", "中文", "list", List.of(1, inner))));
            assertThat(events.getLast().envelope().fact()).isEqualTo(new Fact.HandRaised());
            assertThat(store.positions())
                    .isEqualTo(Map.of(new JournalKey(new ConsoleId("C01"), new JournalId("J1")), 2L));
        }
    }

    /// Makes a file as the hub of that version left it: its own steps, then its rows.
    private static void makeOld(Path file, String version) throws IOException, SQLException {
        String url = "jdbc:sqlite:" + file;
        Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:db/sqlite")
                .target(version)
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : fixture(version).split(";\\R", -1)) {
                statement.executeUpdate(sql);
            }
        }
    }

    private static String fixture(String version) throws IOException {
        String name = "/db/fixture/V" + version + ".sql";
        try (InputStream in = Objects.requireNonNull(MigrationTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
