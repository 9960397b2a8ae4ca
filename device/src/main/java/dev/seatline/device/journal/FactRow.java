package dev.seatline.device.journal;

import dev.seatline.device.journal.JournalFile.NotAJournalException;
import dev.seatline.wire.BootId;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Decoded;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.WireJson;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One row of `fact` as it was found, whatever its columns hold; [#stored] makes a fact of it, without the
/// connection. Immutable; any thread.
///
/// A row tells everything about its fact but the journal's id, which `meta` holds once: a damaged page takes no
/// other facts with it, and some ten facts share a page. What is usual takes the least room and anything else stays
/// possible: `boot` is 16 bytes for an id of 32 hex letters, else the text; `wall` is milliseconds since 1970, else
/// (with finer parts) the text as on the wire; `trusted` is 1 or 0; `body` is the JSON of the fact alone.
/// `confirmed` is what the console knew to be confirmed when it recorded the fact: the hub's cursor costs no page of
/// its own so.
final class FactRow {
    static final String TABLE = "CREATE TABLE fact(sequence INTEGER PRIMARY KEY, confirmed INTEGER NOT NULL,"
            + " console TEXT NOT NULL, boot BLOB NOT NULL, elapsedMillis INTEGER NOT NULL, wall INTEGER NOT NULL,"
            + " trusted INTEGER NOT NULL, body BLOB NOT NULL)";
    static final String INSERT = "INSERT INTO fact VALUES(?,?,?,?,?,?,?,?)";
    static final String SELECT =
            "SELECT sequence, confirmed, console, boot, elapsedMillis, wall, trusted, body FROM fact ";

    private static final int BOOT_BYTES = 16;
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");
    /// The years that a time on the wire may have.
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private final long sequence;
    private final @Nullable Object confirmed;
    private final @Nullable Object console;
    private final @Nullable Object boot;
    private final @Nullable Object elapsedMillis;
    private final @Nullable Object wall;
    private final @Nullable Object trusted;
    private final @Nullable Object body;

    private FactRow(ResultSet row) throws SQLException {
        this.sequence = row.getLong(1);
        this.confirmed = row.getObject(2);
        this.console = row.getObject(3);
        this.boot = row.getObject(4);
        this.elapsedMillis = row.getObject(5);
        this.wall = row.getObject(6);
        this.trusted = row.getObject(7);
        this.body = row.getObject(8);
    }

    /// A fact, and what its console knew to be confirmed when it recorded it.
    ///
    /// @param confirmed at least 0, less than the fact's sequence
    record Stored(Envelope envelope, long confirmed) {}

    /// Fills the places of [#INSERT].
    static void fill(PreparedStatement insert, Envelope fact, long confirmed) throws SQLException {
        insert.setLong(1, fact.sequence());
        insert.setLong(2, confirmed);
        insert.setString(3, fact.console().text());
        String boot = fact.boot().text();
        if (HEX.matcher(boot).matches()) {
            insert.setBytes(4, HexFormat.of().parseHex(boot));
        } else {
            insert.setString(4, boot);
        }
        insert.setLong(5, fact.elapsedMillis());
        if (fact.wall().equals(fact.wall().truncatedTo(ChronoUnit.MILLIS))) {
            insert.setLong(6, fact.wall().toEpochMilli());
        } else {
            insert.setString(6, fact.wall().toString());
        }
        insert.setInt(7, fact.clock() == ClockTrust.TRUSTED ? 1 : 0);
        insert.setBytes(8, WireJson.write(fact.fact()));
    }

    /// The present row of [#SELECT].
    static FactRow of(ResultSet row) throws SQLException {
        return new FactRow(row);
    }

    /// @param journal whose row it is
    /// @throws NotAJournalException when a column holds what this console never writes there
    Stored stored(JournalId journal) throws NotAJournalException {
        try {
            Envelope envelope = new Envelope(
                    new ConsoleId(text("console", console)),
                    journal,
                    sequence,
                    bootId(),
                    whole("elapsedMillis", elapsedMillis, 0, Long.MAX_VALUE),
                    time(),
                    whole("trusted", trusted, 0, 1) == 1 ? ClockTrust.TRUSTED : ClockTrust.UNTRUSTED,
                    fact());
            return new Stored(envelope, whole("confirmed", confirmed, 0, sequence - 1));
        } catch (IllegalArgumentException e) {
            // ids and numbers say what they may be
            throw new NotAJournalException("fact " + sequence + ": " + e.getMessage());
        }
    }

    private BootId bootId() throws NotAJournalException {
        if (!(boot instanceof byte[] bytes)) {
            return new BootId(text("boot", boot));
        }
        if (bytes.length != BOOT_BYTES) {
            throw wrong("boot has " + bytes.length + " bytes, not " + BOOT_BYTES);
        }
        return new BootId(HexFormat.of().formatHex(bytes));
    }

    private Instant time() throws NotAJournalException {
        try {
            Instant time = wall instanceof String text
                    ? Instant.parse(text)
                    : Instant.ofEpochMilli(whole("wall", wall, Long.MIN_VALUE, Long.MAX_VALUE));
            if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
                return time;
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw wrong("wall is no time of the years 0 to 9999");
    }

    private Fact fact() throws NotAJournalException {
        if (!(body instanceof byte[] bytes)) {
            throw wrong("body holds " + kind(body));
        }
        return switch (WireJson.readStored(bytes, Fact.class)) {
            case Decoded.Read<Fact>(Fact fact) -> fact;
            case Decoded.Unreadable<Fact>(String reason) -> throw wrong("body is " + reason);
        };
    }

    private String text(String column, @Nullable Object value) throws NotAJournalException {
        if (value instanceof String text) {
            return text;
        }
        throw wrong(column + " holds " + kind(value));
    }

    private long whole(String column, @Nullable Object value, long least, long most) throws NotAJournalException {
        if (!(value instanceof Long || value instanceof Integer)) {
            throw wrong(column + " holds " + kind(value));
        }
        long number = ((Number) value).longValue();
        if (number < least || number > most) {
            throw wrong("%s must be %d to %d, found %d".formatted(column, least, most, number));
        }
        return number;
    }

    private NotAJournalException wrong(String what) {
        return new NotAJournalException("fact " + sequence + ": " + what);
    }

    private static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing";
            case String _ -> "a text";
            case byte[] _ -> "bytes";
            default -> "a number of a wrong kind"; // a fraction; SQLite knows no more types
        };
    }
}
