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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Fuzz target: a journal whose pages are good and whose rows hold anything. It is opened, rescued or begun anew, and
/// holds from then on.
///
/// The input is a list of rows with a line `--` between: `meta NAME` or `fact SEQUENCE [COLUMN [KIND]]`, an end of line
/// and the value; without an end of line the value is NULL, which a damaged schema allows. Without a column it is the
/// body; a fact that is not there gets good columns first. The kind is `blob`, `text`, `whole` or `real`. `gone
/// SEQUENCE`
/// takes a fact away.
public class JournalRowsFuzzTest {
    private static final int MOST_ROWS = 16;
    private static final List<String> COLUMNS =
            List.of("confirmed", "console", "boot", "elapsedMillis", "wall", "trusted", "body");
    /// In the order of the columns.
    private static final String GOOD = "0, 'C01', 'B20261122', 61041, 1795307400291, 1, '{\"kind\":\"hand-raised\"}'";
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
        List<String> words = List.of(new String(row, 0, end, StandardCharsets.UTF_8).split(" ", 4));
        byte @Nullable [] value = end == row.length ? null : Arrays.copyOfRange(row, end + 1, row.length);
        String name = word(words, 1, "");
        try {
            switch (words.getFirst()) {
                case "meta" -> run(connection, "INSERT OR REPLACE INTO meta VALUES(?2, ?1)", value, name);
                case "gone" -> run(connection, "DELETE FROM fact WHERE sequence=?2", null, Long.valueOf(name));
                case "fact" -> {
                    String column = word(words, 2, "body");
                    if (COLUMNS.contains(column)) {
                        Long sequence = Long.valueOf(name);
                        run(connection, "INSERT OR IGNORE INTO fact VALUES(?2, " + GOOD + ")", null, sequence);
                        Object typed = value == null ? null : typed(value, word(words, 3, "blob"));
                        run(connection, "UPDATE fact SET " + column + "=?1 WHERE sequence=?2", typed, sequence);
                    }
                }
                default -> {
                    // no row
                }
            }
        } catch (NumberFormatException e) {
            // no row
        }
    }

    private static String word(List<String> words, int index, String otherwise) {
        return index < words.size() ? words.get(index) : otherwise;
    }

    private static Object typed(byte[] value, String kind) {
        String text = new String(value, StandardCharsets.UTF_8);
        return switch (kind) {
            case "text" -> text;
            case "whole" -> Long.valueOf(text);
            case "real" -> Double.valueOf(text);
            default -> value;
        };
    }

    private static void run(Connection connection, String sql, @Nullable Object first, Object second)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (sql.contains("?1")) {
                statement.setObject(1, first);
            }
            statement.setObject(2, second);
            int ignored = statement.executeUpdate();
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
                // nor does a column without a type make a number of a text
                JournalFile.execute(
                        connection,
                        "CREATE TABLE fact(sequence INTEGER PRIMARY KEY, " + String.join(", ", COLUMNS) + ")");
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
