package dev.seatline.bench.load;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a fleet recorded against what is in the hub's ledger.
///
/// @param recorded at the seats
/// @param lost recorded and not in the ledger
/// @param doubled in the ledger more than once, or never recorded
public record LedgerBalance(long recorded, long lost, long doubled) {
    private static final String COUNT = """
            SELECT console || '/' || journal.journal, count(*), count(DISTINCT sequence), min(sequence), max(sequence)
            FROM event JOIN journal ON number = event.journal GROUP BY number""";

    private record Held(long rows, long distinct, long lowest, long highest) {}

    /// Looks into the ledger's file, which its hub may have open.
    ///
    /// @param database of [dev.seatline.server.Hub#databaseFile]
    public static LedgerBalance of(Path database, List<LoadFleet.Told> told) throws SQLException {
        Map<String, Held> ledger = new HashMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(COUNT)) {
            while (rows.next()) {
                ledger.put(
                        rows.getString(1),
                        new Held(rows.getLong(2), rows.getLong(3), rows.getLong(4), rows.getLong(5)));
            }
        }
        long recorded = 0;
        long lost = 0;
        long doubled = 0;
        for (LoadFleet.Told one : told) {
            recorded += one.last();
            Held held = ledger.remove(one.member().console() + "/" + one.journal());
            if (held == null) {
                lost += one.last();
                continue;
            }
            long never = Math.max(0, held.highest() - one.last()) + (held.lowest() < 1 ? 1 : 0);
            doubled += held.rows() - held.distinct() + never;
            lost += Math.max(0, one.last() - held.distinct());
        }
        // journals that nobody wrote
        for (Held stranger : ledger.values()) {
            doubled += stranger.rows();
        }
        return new LedgerBalance(recorded, lost, doubled);
    }
}
