package dev.seatline.bench.demo;

import dev.seatline.server.store.StoredEvent;
import dev.seatline.wire.Envelope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The account at the end: what the consoles' journals hold against what the hub's ledger holds, fact by fact.
///
/// @param recorded facts in the journals
/// @param committed facts in the ledger
/// @param lost in a journal, not in the ledger
/// @param doubled more often in the ledger than in the journals: counted twice, or invented
record Tally(long recorded, long committed, long lost, long doubled) {

    /// @param journals everything that all consoles recorded
    /// @param ledger everything that the hub committed
    static Tally of(List<Envelope> journals, List<StoredEvent> ledger) {
        Map<Envelope, Integer> open = new HashMap<>();
        journals.forEach(fact -> open.merge(fact, 1, Integer::sum));
        long doubled = 0;
        for (StoredEvent event : ledger) {
            int left = open.merge(event.envelope(), -1, Integer::sum);
            if (left < 0) {
                doubled++;
            }
        }
        long lost = open.values().stream()
                .filter(left -> left > 0)
                .mapToInt(Integer::intValue)
                .sum();
        return new Tally(journals.size(), ledger.size(), lost, doubled);
    }

    boolean clean() {
        return lost == 0 && doubled == 0;
    }

    @Override
    public String toString() {
        return "recorded %d, committed %d, lost %d, doubled %d".formatted(recorded, committed, lost, doubled);
    }
}
