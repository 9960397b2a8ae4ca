package dev.seatline.server.store.sqlite;

import dev.seatline.server.store.ReportStore;
import dev.seatline.server.store.StoredReport;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reports in the hub's SQLite file. Safe for any thread.
public final class SqliteReportStore implements ReportStore {
    private static final String COLUMNS = "id, at, received, author, told, body";

    private final SqliteDatabase database;

    /// @param database opened before the first use, and closed by whoever opened it
    public SqliteReportStore(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public StoredReport append(StoredReport report) {
        return database.write(connection -> {
            if (!report.key().isEmpty()) {
                Optional<StoredReport> before = told(connection, report.by(), report.key());
                if (before.isPresent()) {
                    return before.get();
                }
            }
            return select(
                            connection,
                            "INSERT INTO report (at, received, author, told, body) VALUES (?, ?, ?, ?, ?) RETURNING "
                                    + COLUMNS,
                            report.at().toEpochMilli(),
                            report.received().toEpochMilli(),
                            report.by(),
                            report.key(),
                            report.body())
                    .getFirst();
        });
    }

    @Override
    public Optional<StoredReport> told(String by, String key) {
        return key.isEmpty() ? Optional.empty() : database.read(connection -> told(connection, by, key));
    }

    private static Optional<StoredReport> told(Connection connection, String by, String key) throws SQLException {
        return select(connection, "SELECT " + COLUMNS + " FROM report WHERE author = ? AND told = ?", by, key).stream()
                .findFirst();
    }

    @Override
    public List<StoredReport> since(Instant from, long after, int limit) {
        return database.read(connection -> select(
                connection,
                "SELECT " + COLUMNS + " FROM report WHERE id > ? AND at >= ? ORDER BY id LIMIT ?",
                after,
                from.toEpochMilli(),
                limit));
    }

    private static List<StoredReport> select(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<StoredReport> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new StoredReport(
                            row.getLong(1),
                            Instant.ofEpochMilli(row.getLong(2)),
                            Instant.ofEpochMilli(row.getLong(3)),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6)));
                }
            }
            return found;
        }
    }
}
