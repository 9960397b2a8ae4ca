package dev.seatline.device.journal;

import dev.seatline.device.journal.FactRow.Stored;
import dev.seatline.wire.Decoded;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.Settings;
import dev.seatline.wire.WireJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The tables of a journal and the statements on them; no locking, no policy. One thread at a time per
/// connection.
///
/// `fact` holds one [FactRow] for each fact; `meta` a handful of named values. There is no second index, and
/// nothing but the new row is written when a fact is recorded: on a memory card each page more costs a thousand
/// bytes per fact (docs/decisions/0009).
final class JournalFile {
    /// Pages in the log after which they are carried into the file.
    private static final int CHECKPOINT_PAGES = 400;

    private static final List<String> PRAGMAS = List.of(
            "locking_mode=EXCLUSIVE",
            "page_size=1024",
            "journal_mode=WAL",
            "synchronous=FULL",
            "wal_autocheckpoint=" + CHECKPOINT_PAGES,
            "cache_size=-512",
            "journal_size_limit=1048576");
    /// "SLJ2" in the file's header: this file is one of ours.
    private static final int APPLICATION = 0x534C4A32;
    private static final int APPLICATION_BYTES = 4;

    /// No console ever counts so far, at any pace; a higher number comes of damage, and nothing may be added to it.
    static final long LAST_SEQUENCE = 1L << 53;

    private JournalFile() {}

    /// The fold of everything up to a sequence, so that a start need not fold what has been deleted.
    record Snapshot(long sequence, SeatState state) {}

    /// Lowest and highest sequence.
    record Range(long oldest, long newest) {}

    /// Named values of `meta`.
    enum Meta {
        JOURNAL,
        /// what the hub had confirmed when facts were last forgotten or the journal was closed; the last fact
        /// may know of more, and the fold in SNAPSHOT never reaches less far
        CONFIRMED,
        SNAPSHOT,
        SETTINGS,
        /// why the journal began, until that fact is in it
        BEGAN,
        /// the last fact before those of starts that the hub has not answered yet; gone once it has answered
        UNPROVEN
    }

    /// The content is not what a journal must be, although SQLite could read it.
    static final class NotAJournalException extends Exception {
        private static final long serialVersionUID = 1L;

        NotAJournalException(String message) {
            super(message);
        }
    }

    /// Opens the file for this process alone. WAL with an exclusive lock needs no shared-memory file, so
    /// that a full disk cannot keep a console from starting; FULL synchronises each commit before it returns.
    static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setGetGeneratedKeys(false);
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try {
            for (String pragma : PRAGMAS) {
                execute(connection, "PRAGMA " + pragma);
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Whether the log is carried into the file from time to time. While it is not, only the log changes.
    static void checkpoints(Connection connection, boolean on) throws SQLException {
        execute(connection, "PRAGMA wal_autocheckpoint=" + (on ? CHECKPOINT_PAGES : 0));
    }

    /// Makes an empty journal of a new file, in one transaction.
    static void create(
            Connection connection, JournalId journal, Fact.JournalBegan began, SeatState state, Settings settings)
            throws SQLException {
        execute(connection, "BEGIN IMMEDIATE");
        execute(connection, "PRAGMA application_id=" + APPLICATION);
        execute(connection, FactRow.TABLE);
        execute(connection, "CREATE TABLE meta(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID");
        putText(connection, Meta.JOURNAL, journal.text());
        putText(connection, Meta.CONFIRMED, "0");
        put(connection, Meta.SNAPSHOT, WireJson.write(new Snapshot(0, state)));
        put(connection, Meta.SETTINGS, WireJson.write(settings));
        put(connection, Meta.BEGAN, WireJson.write(began));
        execute(connection, "COMMIT");
    }

    /// Lets SQLite look over every page.
    static void check(Connection connection) throws SQLException, NotAJournalException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery("PRAGMA application_id")) {
                int application = found.next() ? found.getInt(1) : 0;
                if (application != APPLICATION) {
                    throw new NotAJournalException(
                            "the file is no journal as this console writes it: its mark is %s, not %s"
                                    .formatted(mark(application), mark(APPLICATION)));
                }
            }
            try (ResultSet found = statement.executeQuery("PRAGMA quick_check(1)")) {
                String result = found.next() ? found.getString(1) : "no answer";
                if (!"ok".equals(result)) {
                    throw new NotAJournalException("quick_check says: " + result.replaceAll("\\p{Cntrl}+", " "));
                }
            }
        }
    }

    /// Four letters, or a number.
    private static String mark(int application) {
        byte[] bytes =
                ByteBuffer.allocate(APPLICATION_BYTES).putInt(application).array();
        String letters = new String(bytes, StandardCharsets.US_ASCII);
        return letters.matches("\\w{4}") ? letters : Integer.toUnsignedString(application);
    }

    /// Tries whether SQLite would write. A single wrong byte of the header makes it refuse, for good.
    ///
    /// @param file whose rights allow it, or else it is no matter of the content
    static void checkWritable(Connection connection, Path file) throws SQLException, NotAJournalException {
        try {
            execute(connection, "DELETE FROM meta WHERE name=''");
        } catch (SQLiteException e) {
            if ((e.getResultCode().code & 0xFF) == SQLiteErrorCode.SQLITE_READONLY.code && Files.isWritable(file)) {
                throw new NotAJournalException("its header says that it may only be read");
            }
            throw e;
        }
    }

    /// @param confirmed what the hub has confirmed, as far as is known: less than the first sequence
    static void insert(Connection connection, List<Envelope> facts, long confirmed) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(FactRow.INSERT)) {
            for (Envelope fact : facts) {
                FactRow.fill(insert, fact, confirmed);
                insert.executeUpdate();
            }
        }
    }

    /// Writes as much as a large fact and takes it back: fails where a fact would.
    static void tryRoom(Connection connection, long free) throws SQLException {
        execute(connection, "INSERT INTO fact VALUES(" + free + ", 0, '', '', 0, 0, 0, zeroblob(2048))");
        execute(connection, "DELETE FROM fact WHERE sequence=" + free);
    }

    static void deleteUpTo(Connection connection, long sequence) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM fact WHERE sequence<=?")) {
            delete.setLong(1, sequence);
            delete.executeUpdate();
        }
    }

    /// Up to `most` rows; [#stored] makes facts of them, without the connection.
    static List<FactRow> rows(Connection connection, long from, int most) throws SQLException {
        List<FactRow> rows = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(FactRow.SELECT + "WHERE sequence>=? ORDER BY sequence LIMIT ?")) {
            select.setLong(1, from);
            select.setInt(2, most);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(FactRow.of(row));
                }
            }
        }
        return rows;
    }

    static @Nullable FactRow row(Connection connection, long sequence) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FactRow.SELECT + "WHERE sequence=?")) {
            select.setLong(1, sequence);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? FactRow.of(row) : null;
            }
        }
    }

    /// Lowest sequence, 0 for none.
    static long oldest(Connection connection) throws SQLException {
        return number(connection, "SELECT min(sequence) FROM fact");
    }

    /// Highest sequence, 0 for none.
    static long newest(Connection connection) throws SQLException {
        return number(connection, "SELECT max(sequence) FROM fact");
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /// @param journal whose rows they are
    static List<Stored> stored(List<FactRow> rows, JournalId journal) throws NotAJournalException {
        List<Stored> facts = new ArrayList<>(rows.size());
        for (FactRow row : rows) {
            facts.add(row.stored(journal));
        }
        return facts;
    }

    /// Lowest and highest sequence, or null when there is no fact.
    ///
    /// @throws NotAJournalException when there are holes
    static @Nullable Range range(Connection connection) throws SQLException, NotAJournalException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT min(sequence), max(sequence), count(*) FROM fact")) {
            row.next();
            long oldest = row.getLong(1);
            long newest = row.getLong(2);
            long count = row.getLong(3);
            if (count == 0) {
                return null;
            }
            if (oldest < 1 || newest > LAST_SEQUENCE || newest - oldest + 1 != count) {
                throw new NotAJournalException(
                        "facts %d to %d should be numbered from 1 on and have no hole, found %d of them"
                                .formatted(oldest, newest, count));
            }
            return new Range(oldest, newest);
        }
    }

    static void put(Connection connection, Meta name, byte[] value) throws SQLException {
        try (PreparedStatement put = connection.prepareStatement("INSERT OR REPLACE INTO meta VALUES(?,?)")) {
            put.setString(1, name.name());
            put.setBytes(2, value);
            put.executeUpdate();
        }
    }

    static void putText(Connection connection, Meta name, String value) throws SQLException {
        put(connection, name, value.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws NotAJournalException when it is missing or not readable
    static <T> T get(Connection connection, Meta name, Class<T> type) throws SQLException, NotAJournalException {
        return switch (WireJson.readStored(bytes(connection, name), type)) {
            case Decoded.Read<T>(T value) -> value;
            case Decoded.Unreadable<T>(String reason) -> throw new NotAJournalException(name + " is " + reason);
        };
    }

    static void remove(Connection connection, Meta name) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM meta WHERE name=?")) {
            delete.setString(1, name.name());
            delete.executeUpdate();
        }
    }

    /// A value that need not be there.
    static @Nullable String textOrNull(Connection connection, Meta name) throws SQLException, NotAJournalException {
        try (PreparedStatement select = connection.prepareStatement("SELECT value FROM meta WHERE name=?")) {
            select.setString(1, name.name());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? new String(value(row, name), StandardCharsets.UTF_8) : null;
            }
        }
    }

    /// The schema forbids NULL, but in a damaged file it may say anything.
    private static byte[] value(ResultSet row, Meta name) throws SQLException, NotAJournalException {
        byte @Nullable [] value = row.getBytes(1);
        if (value == null) {
            throw new NotAJournalException("the value " + name + " is empty");
        }
        return value;
    }

    static String text(Connection connection, Meta name) throws SQLException, NotAJournalException {
        return new String(bytes(connection, name), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Connection connection, Meta name) throws SQLException, NotAJournalException {
        try (PreparedStatement select = connection.prepareStatement("SELECT value FROM meta WHERE name=?")) {
            select.setString(1, name.name());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new NotAJournalException("the value " + name + " is missing");
                }
                return value(row, name);
            }
        }
    }
}
