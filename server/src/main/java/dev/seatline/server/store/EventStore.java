package dev.seatline.server.store;

import dev.seatline.wire.BootId;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The hub's ledger. [#commit] and [#remember] are the hub loop's alone; everything else may be called by any
/// thread. Instants are kept to the millisecond. A fact is there once: a commit that holds a `(console, journal,
/// sequence)` that is there already fails whole, as the last defence behind the loop's own care.
public interface EventStore extends AutoCloseable {
    /// Rejected messages kept; older ones make room.
    int REJECTED_KEPT = 10_000;

    /// Most events of one page of [#events].
    int PAGE = 1_000;

    /// One place in a console's journal.
    record JournalKey(ConsoleId console, JournalId journal) {}

    /// One start of a console.
    record BootKey(ConsoleId console, BootId boot) {}

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
    /// @param boots when starts of consoles began, of every start of which that was learnt or corrected; empty
    /// where what was learnt has proved wrong
    record Commit(
            List<StoredEvent> events,
            Map<JournalKey, Long> positions,
            List<Loss> losses,
            List<Rejected> rejected,
            Map<SeatId, byte[]> seats,
            Map<BootKey, Optional<Instant>> boots) {
        public Commit {
            events = List.copyOf(events);
            positions = Map.copyOf(positions);
            losses = List.copyOf(losses);
            rejected = List.copyOf(rejected);
            seats = Map.copyOf(seats);
            boots = Map.copyOf(boots);
        }
    }

    /// Commits all of it or nothing, and returns the ids of the events in order.
    ///
    /// @throws StoreException when it cannot; nothing was written
    List<Long> commit(Commit commit);

    /// Highest sequence held of every journal.
    Map<JournalKey, Long> positions();

    /// The floor's records as last committed.
    Map<SeatId, byte[]> seats();

    /// When starts of consoles began, of the starts learnt last.
    ///
    /// @param most how many at most, at least 1
    Map<BootKey, Instant> boots(int most);

    /// Events with an id above `after`, ascending, of one seat or of all. The time of an event whose start was
    /// learnt since is repaired ([StoredEvent#knowing]).
    ///
    /// @param limit 1 to 1,000
    List<StoredEvent> events(long after, @Nullable SeatId seat, int limit);

    /// Number of events in all.
    long count();

    /// Every loss ever noticed, oldest first.
    List<Loss> losses();

    /// The newest rejected messages first; the store keeps a bounded number.
    List<Rejected> rejected(int limit);

    /// What the hub must remember across restarts and that is no fact.
    ///
    /// @return the value last remembered under the name, or null
    @Nullable
    String remembered(String name);

    /// Remembers a value under a name, instead of the one before.
    ///
    /// @throws StoreException when it cannot
    void remember(String name, String value);

    /// Throws [StoreException] when the ledger cannot be read or written.
    void check();

    @Override
    void close();
}
