package dev.seatline.server.loop;

import dev.seatline.server.store.EventStore;
import dev.seatline.server.store.StoredEvent;
import java.time.Instant;
import java.util.List;

/// Finds where in the ledger a day begins.
final class LedgerDays {
    private LedgerDays() {}

    /// An id after which all events are that the hub took at a moment or later, and hardly any others: by halving, as
    /// both grow. The ledger is read in some forty places, however long it is.
    static long lastBefore(EventStore ledger, Instant moment) {
        long before = 0;
        long after = 1;
        while (taken(ledger, after, moment)) {
            before = after;
            after *= 2;
        }
        while (after - before > 1) {
            long middle = before + (after - before) / 2;
            if (taken(ledger, middle, moment)) {
                before = middle;
            } else {
                after = middle;
            }
        }
        return before;
    }

    /// Whether the next event after this id was taken before the moment.
    private static boolean taken(EventStore ledger, long id, Instant moment) {
        List<StoredEvent> next = ledger.events(id, null, 1);
        return !next.isEmpty() && next.getFirst().received().isBefore(moment);
    }
}
