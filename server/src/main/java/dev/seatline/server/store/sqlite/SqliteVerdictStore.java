package dev.seatline.server.store.sqlite;

import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.store.StoreException;
import dev.seatline.server.store.StoredVerdict;
import dev.seatline.server.store.VerdictStore;
import dev.seatline.wire.Decoded;
import dev.seatline.wire.WireJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Verdicts in the hub's SQLite file. Safe for any thread.
public final class SqliteVerdictStore implements VerdictStore {
    private static final String COLUMNS = "v.id, v.version, v.replaces, v.withdrawn, v.verdict, v.recorded";

    private final SqliteDatabase database;

    /// @param database opened before the first use, and closed by whoever opened it
    public SqliteVerdictStore(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public List<StoredVerdict> commit(List<VerdictChange> changes) {
        if (changes.isEmpty()) {
            return List.of();
        }
        return database.write(connection -> {
            List<StoredVerdict> written = new ArrayList<>();
            try (PreparedStatement newest = connection.prepareStatement("SELECT " + COLUMNS
                            + " FROM verdict v WHERE v.matter = ? ORDER BY v.version DESC LIMIT 1");
                    PreparedStatement append = connection.prepareStatement("INSERT INTO verdict"
                            + " (matter, version, replaces, withdrawn, recorded, verdict)"
                            + " VALUES (?, ?, ?, ?, ?, ?) RETURNING id");
                    PreparedStatement fell = connection.prepareStatement("DELETE FROM standing WHERE matter = ?");
                    PreparedStatement stands = connection.prepareStatement("INSERT INTO standing"
                            + " (id, matter, kind, team, agent, seat, at, provisional)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
                for (VerdictChange change : changes) {
                    StoredVerdict before = first(newest, change.matter());
                    Verdict stood = before == null || before.withdrawn() ? null : before.verdict();
                    Verdict verdict = change.verdict() != null ? change.verdict() : stood;
                    if (verdict == null || verdict.equals(stood) == (change.verdict() != null)) {
                        continue;
                    }
                    StoredVerdict version = appended(append, before, change, verdict);
                    bind(fell, change.matter());
                    int ignored = fell.executeUpdate();
                    if (!version.withdrawn()) {
                        stands(stands, version);
                    }
                    written.add(version);
                }
            }
            return written;
        });
    }

    private static @Nullable StoredVerdict first(PreparedStatement newest, String matter) throws SQLException {
        bind(newest, matter);
        try (ResultSet row = newest.executeQuery()) {
            return row.next() ? version(row) : null;
        }
    }

    private static StoredVerdict appended(
            PreparedStatement append, @Nullable StoredVerdict before, VerdictChange change, Verdict verdict)
            throws SQLException {
        int version = before == null ? 1 : before.version() + 1;
        Long replaces = before == null ? null : before.id();
        boolean withdrawn = change.verdict() == null;
        Instant recorded = change.recordedAt().truncatedTo(ChronoUnit.MILLIS);
        byte[] json = WireJson.write(verdict);
        if (json.length > WireJson.LARGEST) {
            // what is larger could not be read back
            throw new StoreException("the verdict on %s has %d bytes, allowed are %d"
                    .formatted(change.matter(), json.length, WireJson.LARGEST));
        }
        bind(append, change.matter(), version, replaces, withdrawn ? 1 : 0, recorded.toEpochMilli(), json);
        try (ResultSet row = append.executeQuery()) {
            row.next();
            return new StoredVerdict(row.getLong(1), version, replaces, withdrawn, verdict, recorded);
        }
    }

    private static void stands(PreparedStatement stands, StoredVerdict version) throws SQLException {
        Verdict verdict = version.verdict();
        bind(
                stands,
                version.id(),
                verdict.matter(),
                verdict.kind().name(),
                verdict.team(),
                verdict.agent() == null ? null : verdict.agent().text(),
                verdict.seat() == null ? null : verdict.seat().text(),
                verdict.at().toEpochMilli(),
                verdict.provisional() ? 1 : 0);
        int ignored = stands.executeUpdate();
    }

    @Override
    public List<StoredVerdict> standing(VerdictQuery query) {
        List<Object> values = new ArrayList<>();
        StringBuilder where = new StringBuilder("s.id > ?");
        values.add(query.after());
        if (query.from() != null) {
            where.append(" AND s.at >= ?");
            values.add(query.from().toEpochMilli());
        }
        if (query.to() != null) {
            where.append(" AND s.at < ?");
            values.add(query.to().toEpochMilli());
        }
        if (query.agent() != null) {
            where.append(" AND s.agent = ?");
            values.add(query.agent().text());
        }
        if (query.seat() != null) {
            where.append(" AND s.seat = ?");
            values.add(query.seat().text());
        }
        if (query.team() != null) {
            where.append(" AND s.team = ?");
            values.add(query.team());
        }
        if (!query.kinds().isEmpty()) {
            where.append(" AND s.kind IN ").append(places(query.kinds(), values));
        }
        Open open = query.open();
        if (open != null) {
            where.append(" AND (s.provisional = 1 OR (s.at >= ? AND s.kind IN ");
            values.add(open.since().toEpochMilli());
            where.append(places(open.alerts(), values)).append("))");
        }
        values.add(query.limit());
        return versions(
                "SELECT " + COLUMNS + " FROM standing s JOIN verdict v ON v.id = s.id WHERE " + where
                        + " ORDER BY s.id LIMIT ?",
                values.toArray());
    }

    /// As many places as there are kinds; the kinds are added to the values.
    private static String places(Collection<VerdictKind> kinds, List<Object> values) {
        kinds.forEach(kind -> values.add(kind.name()));
        return "(" + String.join(", ", Collections.nCopies(kinds.size(), "?")) + ")";
    }

    @Override
    public Optional<StoredVerdict> version(long id) {
        return versions("SELECT " + COLUMNS + " FROM verdict v WHERE v.id = ?", id).stream()
                .findFirst();
    }

    @Override
    public List<StoredVerdict> history(String matter) {
        return versions("SELECT " + COLUMNS + " FROM verdict v WHERE v.matter = ? ORDER BY v.version", matter);
    }

    private List<StoredVerdict> versions(String sql, Object... values) {
        return database.read((Connection connection) -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                bind(select, values);
                try (ResultSet row = select.executeQuery()) {
                    List<StoredVerdict> versions = new ArrayList<>();
                    while (row.next()) {
                        versions.add(version(row));
                    }
                    return versions;
                }
            }
        });
    }

    private static StoredVerdict version(ResultSet row) throws SQLException {
        long id = row.getLong(1);
        long replaces = row.getLong(3);
        boolean first = row.wasNull();
        Verdict verdict = switch (WireJson.readStored(row.getBytes(5), Verdict.class)) {
            case Decoded.Read<Verdict>(Verdict read) -> read;
            case Decoded.Unreadable<Verdict>(String reason) ->
                throw new StoreException("verdict %d of the ledger cannot be read: %s".formatted(id, reason));
        };
        return new StoredVerdict(
                id,
                row.getInt(2),
                first ? null : replaces,
                row.getBoolean(4),
                verdict,
                Instant.ofEpochMilli(row.getLong(6)));
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
