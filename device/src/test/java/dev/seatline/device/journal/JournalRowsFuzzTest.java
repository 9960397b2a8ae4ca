package dev.seatline.device.journal;

import dev.seatline.device.StoredInputs;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Fuzz target: a journal whose pages are good and whose rows hold anything. It is opened, rescued or begun anew, and
/// holds from then on.
///
/// The input is a list of rows with a line `--` between: `meta NAME` or `fact SEQUENCE`, an end of line and the value;
/// without an end of line the value is NULL, which a damaged schema allows. `gone SEQUENCE` takes a fact away.
public class JournalRowsFuzzTest {
    private static final int MOST_ROWS = 16;
    private static final byte[] IMAGE = image();
    private static final byte[] BETWEEN = "\n--\n".getBytes(StandardCharsets.US_ASCII);

    /// Before the time of single inputs is taken.
    public static void fuzzerInitialize() throws Throwable {
        StoredInputs.tried(JournalRowsFuzzTest.class, JournalRowsFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException, SQLException {
        Path folder = OpenedJournal.folder();
        try {
            Path journal = Files.write(folder.resolve("journal.db"), IMAGE);
            try (Connection connection = JournalFile.connect(journal)) {
                JournalFile.execute(connection, "BEGIN");
                int from = 0;
                for (int row = 0; row < MOST_ROWS && from <= input.length; row++) {
                    int to = indexOf(BETWEEN, input, from);
                    put(connection, Arrays.copyOfRange(input, from, to));
                    from = to + BETWEEN.length;
                }
                JournalFile.execute(connection, "COMMIT");
            }
            OpenedJournal.holds(journal);
        } finally {
            OpenedJournal.delete(folder);
        }
    }

    @TestFactory
    Stream<DynamicTest> storedRowsAreReadOrRescued() throws IOException {
        return StoredInputs.each(JournalRowsFuzzTest.class, JournalRowsFuzzTest::fuzzerTestOneInput);
    }

    private static void put(Connection connection, byte[] row) throws SQLException {
        int end = indexOf(new byte[] {'\n'}, row, 0);
        String[] words = new String(row, 0, end, StandardCharsets.UTF_8).split(" ", 2);
        String name = words.length > 1 ? words[1] : "";
        String sql = switch (words[0]) {
            case "meta" -> "INSERT OR REPLACE INTO meta VALUES(?,?)";
            case "fact" -> "INSERT OR REPLACE INTO fact VALUES(?,?)";
            case "gone" -> "DELETE FROM fact WHERE sequence=? OR sequence=?";
            default -> "";
        };
        if (sql.isEmpty()) {
            return;
        }
        try (PreparedStatement put = connection.prepareStatement(sql)) {
            if (words[0].equals("meta")) {
                put.setString(1, name);
            } else {
                put.setLong(1, Long.parseLong(name));
            }
            put.setBytes(2, end == row.length ? null : Arrays.copyOfRange(row, end + 1, row.length));
            int ignored = put.executeUpdate();
        } catch (NumberFormatException e) {
            // no row
        }
    }

    private static byte[] image() {
        try {
            Path folder = OpenedJournal.folder();
            Path file = folder.resolve("journal.db");
            try (SqliteJournal journal = SqliteJournal.open(file, 50, new SplittableRandom(42), OpenedJournal.START)) {
                JournalId id = journal.opening().journal();
                SeatState state = journal.opening().state();
                for (Envelope fact : OpenedJournal.more(id, 0)) {
                    state = state.after(fact.fact(), fact.wall());
                    journal.append(List.of(fact), state);
                }
            }
            try (Connection connection = JournalFile.connect(file)) {
                // NULL is not allowed by the schema, but a schema is a text in the file like any other
                for (String table : List.of("fact", "meta")) {
                    JournalFile.execute(connection, "ALTER TABLE " + table + " RENAME TO strict_" + table);
                }
                JournalFile.execute(connection, "CREATE TABLE fact(sequence INTEGER PRIMARY KEY, body BLOB)");
                JournalFile.execute(connection, "CREATE TABLE meta(name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID");
                for (String table : List.of("fact", "meta")) {
                    JournalFile.execute(connection, "INSERT INTO " + table + " SELECT * FROM strict_" + table);
                    JournalFile.execute(connection, "DROP TABLE strict_" + table);
                }
            }
            byte[] image = Files.readAllBytes(file);
            OpenedJournal.delete(folder);
            return image;
        } catch (IOException | SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /// Where it begins, or the end.
    private static int indexOf(byte[] what, byte[] in, int from) {
        for (int i = from; i <= in.length - what.length; i++) {
            if (Arrays.equals(what, 0, what.length, in, i, i + what.length)) {
                return i;
            }
        }
        return in.length;
    }
}
