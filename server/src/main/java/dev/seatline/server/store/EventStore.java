package dev.seatline.server.store;

import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The hub's ledger. [#commit] is the hub loop's alone; everything else may be called by any thread.
public interface EventStore extends AutoCloseable {
    /// One place in a console's journal.
    record JournalKey(ConsoleId console, JournalId journal) {}

    /// Facts that a console no longer keeps and that never arrived.
    record Loss(SeatId seat, JournalKey journal, long first, long last, Instant noticed) {}

    /// A message that could not be read, kept with its reason.
    ///
    /// @param payload as text where it is proper UTF-8, else `base64:` and its bytes in Base64
    record Rejected(String topic, String payload, String reason, Instant received) {}

    /// What goes into one transaction.
    ///
    /// @param events in order; ids are given by the store, so theirs are 0
    /// @param positions highest sequence now held of every journal touched
    /// @param seats the floor's own record of every seat touched, opaque to the store
    record Commit(
            List<StoredEvent> events,
            Map<JournalKey, Long> positions,
            List<Loss> losses,
            List<Rejected> rejected,
            Map<SeatId, byte[]> seats) {}

    /// Commits all of it or nothing, and returns the ids of the events in order.
    ///
    /// @throws StoreException when it cannot; nothing was written
    List<Long> commit(Commit commit);

    /// Highest sequence held of every journal.
    Map<JournalKey, Long> positions();

    /// The floor's records as last committed.
    Map<SeatId, byte[]> seats();

    /// Events with an id above `after`, ascending, of one seat or of all.
    ///
    /// @param limit 1 to 1,000
    List<StoredEvent> events(long after, @Nullable SeatId seat, int limit);

    /// Number of events in all.
    long count();

    List<Loss> losses();

    /// The newest rejected messages first; the store keeps a bounded number.
    List<Rejected> rejected(int limit);

    /// Throws [StoreException] when the ledger cannot be read or written.
    void check();

    @Override
    void close();
}
