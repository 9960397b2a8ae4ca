package dev.seatline.bench.lab.cuts;

import dev.seatline.bench.lab.cuts.HandWords.Colour;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Decoded;
import dev.seatline.wire.Fact;
import dev.seatline.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a copy of a journal holds, read with SQL and not by the console's own code, so that a mistake there is
/// not made twice. Immutable; any thread.
///
/// @param rows in the order of their sequences
record StoredFacts(List<Row> rows) {
    StoredFacts {
        rows = List.copyOf(rows);
    }

    /// A fact.
    ///
    /// @param text everything its row holds, to be compared
    /// @param declared what the lamp shows after it, if the agent declared something by it
    record Row(long sequence, String text, Optional<Colour> declared) {}

    /// Reads a copy that nobody else has open. SQLite brings it in order as it does with the journal itself.
    ///
    /// @throws SQLException when it cannot be read, or SQLite finds it damaged
    static StoredFacts read(Path copy) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
                Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery("PRAGMA integrity_check(1)")) {
                String said = found.next() ? found.getString(1) : "nothing";
                if (!"ok".equals(said)) {
                    throw new SQLException("integrity_check says: " + said);
                }
            }
            List<Row> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery(
                    "SELECT sequence, hex(boot), elapsedMillis, wall, body FROM fact ORDER BY sequence")) {
                while (found.next()) {
                    rows.add(row(found));
                }
            }
            return new StoredFacts(rows);
        }
    }

    private static Row row(ResultSet found) throws SQLException {
        byte[] body = found.getBytes(5);
        String text = "%s %d %s %s"
                .formatted(
                        found.getString(2),
                        found.getLong(3),
                        found.getString(4),
                        new String(body, StandardCharsets.UTF_8));
        return new Row(found.getLong(1), text, declared(body));
    }

    private static Optional<Colour> declared(byte[] body) throws SQLException {
        return switch (WireJson.readStored(body, Fact.class)) {
            case Decoded.Read<Fact>(Fact.Declared declared) ->
                Optional.of(declared.declaration() instanceof Declaration.Ready ? Colour.GREEN : Colour.RED);
            case Decoded.Read<Fact> _ -> Optional.empty();
            case Decoded.Unreadable<Fact>(String reason) -> throw new SQLException("a fact is " + reason);
        };
    }
}
