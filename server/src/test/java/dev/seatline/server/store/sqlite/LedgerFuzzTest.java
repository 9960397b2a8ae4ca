package dev.seatline.server.store.sqlite;

import dev.seatline.server.StoredInputs;
import dev.seatline.server.store.StoreException;
import dev.seatline.wire.SeatId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Fuzz target: anything in one column of one row of the hub's database. It is read as something, or refused with a
/// [StoreException].
///
/// The input is `table.column`, `=` for a text or `#` for bytes, and the value; without these it is NULL where that may
/// be.
public class LedgerFuzzTest {
    /// One good row each.
    private static final Map<String, String> ROWS = Map.of(
            "event",
            "INSERT INTO event VALUES (1, 'A12', 1, 1, 'B1', 0, 0, 'TRUSTED', 0, 0, 'TRUSTED',"
                    + " '{\"kind\":\"hand-raised\"}')",
            "journal",
            "INSERT INTO journal VALUES (1, 'C01', 'J1', 1)",
            "loss",
            "INSERT INTO loss VALUES ('A12', 'C01', 'J1', 1, 2, 0)",
            "rejected",
            "INSERT INTO rejected VALUES (1, 'topic', 'payload', 'reason', 0)",
            "seat",
            "INSERT INTO seat VALUES ('A12', '{}')",
            "memo",
            "INSERT INTO memo VALUES ('settings', '1')",
            "account",
            "INSERT INTO account VALUES ('admin', 'ADMINISTRATOR', 'hash', 0, 0, 0)",
            "token",
            "INSERT INTO token VALUES ('wall', 'BOARD', 'ab', NULL, 0)",
            "session",
            "INSERT INTO session VALUES ('ab', 'ACCOUNT', 'admin', 0, 0, 0)",
            "audit",
            "INSERT INTO audit VALUES (1, 0, 'admin', 'SIGNED_IN', '', '', '')");
    private static final List<String> COLUMNS = List.of(
            "id",
            "seat",
            "console",
            "journal",
            "sequence",
            "received",
            "at",
            "quality",
            "boot",
            "elapsed",
            "wall",
            "clock",
            "fact",
            "number",
            "held",
            "first",
            "last",
            "noticed",
            "topic",
            "payload",
            "reason",
            "record",
            "name",
            "value",
            "role",
            "password_hash",
            "disabled",
            "must_change",
            "created",
            "sha256",
            "expires",
            "subject_kind",
            "subject_name",
            "used",
            "ends",
            "who",
            "deed",
            "object",
            "detail",
            "address");

    private static final SqliteDatabase DATABASE = opened();

    /// Before the time of single inputs is taken.
    public static void fuzzerInitialize() throws Throwable {
        StoredInputs.tried(LedgerFuzzTest.class, LedgerFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        int end = 0;
        while (end < input.length && input[end] != '=' && input[end] != '#') {
            end++;
        }
        String[] place = new String(input, 0, end, StandardCharsets.ISO_8859_1).split("\\.", 2);
        if (place.length < 2 || !ROWS.containsKey(place[0]) || !COLUMNS.contains(place[1])) {
            return;
        }
        byte @Nullable [] value = end == input.length ? null : Arrays.copyOfRange(input, end + 1, input.length);
        boolean text = end < input.length && input[end] == '=';
        if (put(place[0], place[1], value, text)) {
            read();
        }
    }

    @TestFactory
    Stream<DynamicTest> storedValuesAreReadOrRefused() throws IOException {
        return StoredInputs.each(LedgerFuzzTest.class, LedgerFuzzTest::fuzzerTestOneInput);
    }

    /// A table with one row of which one value is replaced; false when SQLite does not take it.
    private static boolean put(String table, String column, byte @Nullable [] value, boolean text) {
        try {
            return DATABASE.write(connection -> {
                try (Statement statement = connection.createStatement()) {
                    // a fact goes before its journal and comes after it
                    statement.executeUpdate("DELETE FROM event");
                    for (String other : ROWS.keySet()) {
                        statement.executeUpdate("DELETE FROM " + other);
                    }
                    statement.executeUpdate(ROWS.getOrDefault("journal", ""));
                    statement.executeUpdate(ROWS.getOrDefault("event", ""));
                    if (!table.equals("journal") && !table.equals("event")) {
                        statement.executeUpdate(ROWS.getOrDefault(table, ""));
                    }
                }
                try (PreparedStatement update =
                        connection.prepareStatement("UPDATE " + table + " SET " + column + " = ?")) {
                    if (value != null && text) {
                        update.setString(1, new String(value, StandardCharsets.UTF_8));
                    } else {
                        update.setBytes(1, value);
                    }
                    return update.executeUpdate() == 1;
                }
            });
        } catch (StoreException e) {
            return false;
        }
    }

    private static void read() {
        SqliteEventStore events = new SqliteEventStore(DATABASE);
        SqlitePeopleStore people = new SqlitePeopleStore(DATABASE);
        List<Runnable> readers = List.of(
                () -> events.events(0, null, 10),
                () -> events.events(0, new SeatId("A12"), 10),
                events::positions,
                events::seats,
                events::losses,
                events::count,
                () -> events.rejected(10),
                () -> events.remembered("settings"),
                people::accounts,
                () -> people.account("admin"),
                people::tokens,
                () -> people.tokenBySha256("ab"),
                () -> people.session("ab"),
                () -> people.audit(0, 10));
        for (Runnable reader : readers) {
            try {
                reader.run();
            } catch (StoreException e) {
                if (String.valueOf(e.getMessage()).isBlank()) {
                    throw new AssertionError("refused without a word", e);
                }
            }
        }
    }

    /// In memory where that is possible. The triggers of the audit trail would keep the rows from being replaced.
    private static SqliteDatabase opened() {
        try {
            Path memory = Path.of(System.getProperty("seatline.fuzz.folder", "/dev/shm"));
            Path folder = Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "ledger-")
                    : Files.createTempDirectory("ledger-");
            List<String> files = List.of("", "hub.db", "hub.db-wal", "hub.db-shm");
            files.forEach(file -> folder.resolve(file).toFile().deleteOnExit());
            SqliteDatabase database = new SqliteDatabase(folder.resolve("hub.db"));
            database.open();
            return database.write(connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.executeUpdate("DROP TRIGGER audit_is_not_altered");
                    statement.executeUpdate("DROP TRIGGER audit_is_not_shortened");
                }
                return database;
            });
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
