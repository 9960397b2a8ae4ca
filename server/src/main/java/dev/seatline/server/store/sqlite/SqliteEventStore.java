package dev.seatline.server.store.sqlite;

import dev.seatline.server.store.EventStore;
import dev.seatline.server.store.StoreException;
import dev.seatline.server.store.StoredEvent;
import dev.seatline.wire.BootId;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Decoded;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.Texts;
import dev.seatline.wire.WireJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The ledger in the hub's SQLite file. Threads as [EventStore] says. The database is opened and closed by its
/// owner, since others keep their tables in it too.
public final class SqliteEventStore implements EventStore {
    private final SqliteDatabase database;

    /// @param database may be opened later, but before the first use
    public SqliteEventStore(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public List<Long> commit(Commit commit) {
        return database.write(connection -> {
            Map<JournalKey, Long> numbers = hold(connection, commit.positions());
            List<Long> ids = insertEvents(connection, commit.events(), numbers);
            insertLosses(connection, commit.losses());
            insertRejected(connection, commit.rejected());
            insertSeats(connection, commit.seats());
            insertBoots(connection, commit.boots());
            return ids;
        });
    }

    /// Notes how far journals are held.
    ///
    /// @return the numbers of these journals
    private static Map<JournalKey, Long> hold(Connection connection, Map<JournalKey, Long> positions)
            throws SQLException {
        Map<JournalKey, Long> numbers = new HashMap<>();
        if (positions.isEmpty()) {
            return numbers;
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO journal (console, journal, held) VALUES (?, ?, ?)"
                        + " ON CONFLICT (console, journal) DO UPDATE SET held = excluded.held RETURNING number")) {
            for (Map.Entry<JournalKey, Long> position : positions.entrySet()) {
                insert.setString(1, position.getKey().console().text());
                insert.setString(2, position.getKey().journal().text());
                insert.setLong(3, position.getValue());
                numbers.put(position.getKey(), number(insert));
            }
        }
        return numbers;
    }

    /// The number of a journal of which something comes without a word of how far it is held.
    private static long numbered(Connection connection, JournalKey key) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO journal (console, journal, held) VALUES (?, ?, 0)"
                        + " ON CONFLICT (console, journal) DO UPDATE SET held = held RETURNING number")) {
            insert.setString(1, key.console().text());
            insert.setString(2, key.journal().text());
            return number(insert);
        }
    }

    private static List<Long> insertEvents(
            Connection connection, List<StoredEvent> events, Map<JournalKey, Long> numbers) throws SQLException {
        List<Long> ids = new ArrayList<>(events.size());
        if (events.isEmpty()) {
            return ids;
        }
        long id = number(connection, "SELECT coalesce(max(id), 0) FROM event");
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO event (id, seat, journal, sequence, boot, elapsed, wall, clock, received, at, quality, fact)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (StoredEvent event : events) {
                Envelope envelope = event.envelope();
                JournalKey key = new JournalKey(envelope.console(), envelope.journal());
                Long number = numbers.get(key);
                if (number == null) {
                    number = numbered(connection, key);
                    numbers.put(key, number);
                }
                id++;
                insert.setLong(1, id);
                insert.setString(2, event.seat().text());
                insert.setLong(3, number);
                insert.setLong(4, envelope.sequence());
                insert.setString(5, envelope.boot().text());
                insert.setLong(6, envelope.elapsedMillis());
                setWall(insert, 7, envelope.wall());
                insert.setString(8, envelope.clock().name());
                insert.setLong(9, event.received().toEpochMilli());
                insert.setLong(10, event.at().toEpochMilli());
                insert.setString(11, event.time().name());
                insert.setBytes(12, WireJson.write(envelope.fact()));
                insert.addBatch();
                ids.add(id);
            }
            insert.executeBatch();
        }
        return ids;
    }

    /// Our consoles tell milliseconds; what another one tells more finely stays as it came.
    private static void setWall(PreparedStatement insert, int column, Instant wall) throws SQLException {
        long millis = wall.toEpochMilli();
        if (Instant.ofEpochMilli(millis).equals(wall)) {
            insert.setLong(column, millis);
        } else {
            insert.setString(column, wall.toString());
        }
    }

    private static Instant wall(ResultSet row, int column) throws SQLException {
        if (row.getObject(column) instanceof String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("the time \"" + Texts.shortened(text) + "\"", e);
            }
        }
        return Instant.ofEpochMilli(row.getLong(column));
    }

    private static void insertLosses(Connection connection, List<Loss> losses) throws SQLException {
        if (losses.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO loss (seat, console, journal, first, last, noticed) VALUES (?, ?, ?, ?, ?, ?)")) {
            for (Loss loss : losses) {
                insert.setString(1, loss.seat().text());
                insert.setString(2, loss.journal().console().text());
                insert.setString(3, loss.journal().journal().text());
                insert.setLong(4, loss.first());
                insert.setLong(5, loss.last());
                insert.setLong(6, loss.noticed().toEpochMilli());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void insertRejected(Connection connection, List<Rejected> rejected) throws SQLException {
        if (rejected.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO rejected (topic, payload, reason, received) VALUES (?, ?, ?, ?)");
                Statement trim = connection.createStatement()) {
            for (Rejected one : rejected) {
                insert.setString(1, one.topic());
                insert.setString(2, one.payload());
                insert.setString(3, one.reason());
                insert.setLong(4, one.received().toEpochMilli());
                insert.addBatch();
            }
            insert.executeBatch();
            trim.executeUpdate("DELETE FROM rejected WHERE id <= (SELECT max(id) FROM rejected) - " + REJECTED_KEPT);
        }
    }

    private static void insertSeats(Connection connection, Map<SeatId, byte[]> seats) throws SQLException {
        if (seats.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO seat (seat, record) VALUES (?, ?)"
                + " ON CONFLICT (seat) DO UPDATE SET record = excluded.record")) {
            for (Map.Entry<SeatId, byte[]> seat : seats.entrySet()) {
                insert.setString(1, seat.getKey().text());
                insert.setBytes(2, seat.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void insertBoots(Connection connection, Map<BootKey, Optional<Instant>> boots) throws SQLException {
        if (boots.isEmpty()) {
            return;
        }
        try (PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO boot (console, boot, began) VALUES (?, ?, ?)"
                                + " ON CONFLICT (console, boot) DO UPDATE SET began = excluded.began");
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM boot WHERE console = ? AND boot = ?")) {
            for (Map.Entry<BootKey, Optional<Instant>> boot : boots.entrySet()) {
                PreparedStatement statement = boot.getValue().isPresent() ? insert : delete;
                statement.setString(1, boot.getKey().console().text());
                statement.setString(2, boot.getKey().boot().text());
                if (boot.getValue().isPresent()) {
                    statement.setLong(3, boot.getValue().get().toEpochMilli());
                }
                statement.executeUpdate();
            }
        }
    }

    @Override
    public Map<BootKey, Instant> boots(int most) {
        return database.read(connection -> {
            Map<BootKey, Instant> boots = new HashMap<>();
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT console, boot, began FROM boot ORDER BY id DESC LIMIT ?")) {
                select.setInt(1, most);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        boots.put(
                                new BootKey(new ConsoleId(row.getString(1)), new BootId(row.getString(2))),
                                Instant.ofEpochMilli(row.getLong(3)));
                    }
                }
            }
            return boots;
        });
    }

    @Override
    public Map<JournalKey, Long> positions() {
        return database.read(connection -> {
            Map<JournalKey, Long> positions = new HashMap<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery("SELECT console, journal, held FROM journal WHERE held > 0")) {
                while (row.next()) {
                    positions.put(key(row, 1), row.getLong(3));
                }
            }
            return positions;
        });
    }

    @Override
    public Map<SeatId, byte[]> seats() {
        return database.read(connection -> {
            Map<SeatId, byte[]> seats = new HashMap<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT seat, record FROM seat")) {
                while (row.next()) {
                    seats.put(new SeatId(row.getString(1)), row.getBytes(2));
                }
            }
            return seats;
        });
    }

    @Override
    public List<StoredEvent> events(long after, @Nullable SeatId seat, int limit) {
        if (limit < 1 || limit > PAGE) {
            throw new IllegalArgumentException("limit must be 1 to " + PAGE + ", found " + limit);
        }
        return database.read(connection -> {
            List<StoredEvent> events = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT id, seat, console, journal.journal, sequence, boot, elapsed, wall, clock, fact, received, at,"
                            + " quality FROM event JOIN journal ON number = event.journal WHERE id > ?"
                            + (seat == null ? "" : " AND seat = ?") + " ORDER BY id LIMIT ?")) {
                int next = 1;
                select.setLong(next++, after);
                if (seat != null) {
                    select.setString(next++, seat.text());
                }
                select.setInt(next, limit);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        events.add(event(row));
                    }
                }
            }
            return repaired(connection, events);
        });
    }

    /// The events with the times that can be told by now. A start is looked up once a page, and only where a time
    /// is not known, which is rare.
    private static List<StoredEvent> repaired(Connection connection, List<StoredEvent> events) throws SQLException {
        if (events.stream().allMatch(event -> event.time() != StoredEvent.TimeQuality.UNTRUSTED)) {
            return events;
        }
        Map<BootKey, Optional<Instant>> known = new HashMap<>();
        List<StoredEvent> repaired = new ArrayList<>(events.size());
        try (PreparedStatement select =
                connection.prepareStatement("SELECT began FROM boot WHERE console = ? AND boot = ?")) {
            for (StoredEvent event : events) {
                if (event.time() == StoredEvent.TimeQuality.UNTRUSTED) {
                    BootKey boot = new BootKey(
                            event.envelope().console(), event.envelope().boot());
                    Optional<Instant> began = known.get(boot);
                    if (began == null) {
                        began = began(select, boot);
                        known.put(boot, began);
                    }
                    repaired.add(began.map(event::knowing).orElse(event));
                } else {
                    repaired.add(event);
                }
            }
        }
        return repaired;
    }

    private static Optional<Instant> began(PreparedStatement select, BootKey boot) throws SQLException {
        select.setString(1, boot.console().text());
        select.setString(2, boot.boot().text());
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(Instant.ofEpochMilli(row.getLong(1))) : Optional.empty();
        }
    }

    private static StoredEvent event(ResultSet row) throws SQLException {
        long id = row.getLong(1);
        Fact fact = switch (WireJson.readStored(row.getBytes(10), Fact.class)) {
            case Decoded.Read<Fact>(Fact read) -> read;
            case Decoded.Unreadable<Fact>(String reason) ->
                throw new StoreException("event %d of the ledger cannot be read: %s".formatted(id, reason));
        };
        JournalKey key = key(row, 3);
        Envelope envelope = new Envelope(
                key.console(),
                key.journal(),
                row.getLong(5),
                new BootId(row.getString(6)),
                row.getLong(7),
                wall(row, 8),
                ClockTrust.valueOf(row.getString(9)),
                fact);
        return new StoredEvent(
                id,
                new SeatId(row.getString(2)),
                envelope,
                Instant.ofEpochMilli(row.getLong(11)),
                Instant.ofEpochMilli(row.getLong(12)),
                StoredEvent.TimeQuality.valueOf(row.getString(13)));
    }

    @Override
    public long count() {
        return database.read(connection -> number(connection, "SELECT count(*) FROM event"));
    }

    @Override
    public List<Loss> losses() {
        return database.read(connection -> {
            List<Loss> losses = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT console, journal, seat, first, last, noticed FROM loss ORDER BY rowid")) {
                while (row.next()) {
                    losses.add(new Loss(
                            new SeatId(row.getString(3)),
                            key(row, 1),
                            row.getLong(4),
                            row.getLong(5),
                            Instant.ofEpochMilli(row.getLong(6))));
                }
            }
            return losses;
        });
    }

    @Override
    public List<Rejected> rejected(int limit) {
        return database.read(connection -> {
            List<Rejected> rejected = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT topic, payload, reason, received FROM rejected ORDER BY id DESC LIMIT ?")) {
                select.setInt(1, limit);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        rejected.add(new Rejected(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                Instant.ofEpochMilli(row.getLong(4))));
                    }
                }
            }
            return rejected;
        });
    }

    @Override
    public @Nullable String remembered(String name) {
        return database.<@Nullable String>read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT value FROM memo WHERE name = ?")) {
                select.setString(1, name);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? row.getString(1) : null;
                }
            }
        });
    }

    @Override
    public void remember(String name, String value) {
        database.<@Nullable Void>write(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO memo (name, value) VALUES (?, ?)"
                    + " ON CONFLICT (name) DO UPDATE SET value = excluded.value")) {
                insert.setString(1, name);
                insert.setString(2, value);
                insert.executeUpdate();
            }
            return null;
        });
    }

    @Override
    public void check() {
        database.read(connection -> number(connection, "SELECT coalesce(max(id), 0) FROM event"));
        // a write that is rolled back would not notice a full disk
        database.write(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate("INSERT INTO memo (name, value) VALUES ('check', '1')"
                        + " ON CONFLICT (name) DO UPDATE SET value = value + 1");
            }
        });
    }

    @Override
    public void close() {
        // the database is its owner's
    }

    private static JournalKey key(ResultSet row, int column) throws SQLException {
        return new JournalKey(new ConsoleId(row.getString(column)), new JournalId(row.getString(column + 1)));
    }

    private static long number(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
