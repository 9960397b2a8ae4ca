package dev.seatline.device.loop;

import dev.seatline.device.journal.Journal;
import dev.seatline.device.journal.JournalIds;
import dev.seatline.device.seat.Moment;
import dev.seatline.device.seat.Seat;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Gives facts their envelopes and brings them into the journal; only then may a seat have them. The loop's
/// thread only.
final class Recorder {
    private static final int PAGE = 500;

    private final ConsoleIdentity identity;
    private final Journal journal;
    private JournalId id;
    private long recordedBefore;

    Recorder(ConsoleIdentity identity, Journal journal) {
        this.identity = identity;
        this.journal = journal;
        this.id = journal.opening().journal();
        this.recordedBefore = journal.opening().recordedBefore();
    }

    JournalId journal() {
        return id;
    }

    long last() {
        return journal.depth().last();
    }

    /// The last fact that was recorded before the hub was to be asked ([Journal.Opening#recordedBefore]); 0 once
    /// the journal has begun again.
    long recordedBefore() {
        return recordedBefore;
    }

    /// Records the facts together. No facts: only tries whether there is room.
    ///
    /// @return the seat after them
    /// @throws dev.seatline.device.journal.JournalFullException when there is no room; nothing has happened
    /// then
    Seat record(List<Fact> facts, Seat seat, Moment now) {
        Seat after = seat;
        List<Envelope> envelopes = new ArrayList<>(facts.size());
        long sequence = journal.depth().last();
        for (Fact fact : facts) {
            sequence++;
            after = after.after(fact, now);
            envelopes.add(envelope(sequence, fact, now));
        }
        journal.append(envelopes, after.state());
        return after;
    }

    /// The hub knows more of this journal than it holds: the file is an old copy. Begins a new one, and
    /// takes along what was recorded by every start that the hub has not answered: it was held back, and its
    /// sequences were taken.
    void beginAgain(Seat seat, Moment now, RandomGenerator random) {
        JournalId old = id;
        JournalId fresh = JournalIds.next(random);
        List<Envelope> carried = new ArrayList<>();
        carried.add(new Envelope(
                identity.console(),
                fresh,
                1,
                identity.boot(),
                now.elapsed().toMillis(),
                now.wall(),
                now.clock(),
                new Fact.JournalBegan(Fact.JournalCause.RESTORED, old, "the file was an old copy")));
        List<Envelope> page;
        long from = recordedBefore + 1;
        do {
            page = journal.read(from, PAGE);
            for (Envelope fact : page) {
                carried.add(new Envelope(
                        fact.console(),
                        fresh,
                        carried.size() + 1L,
                        fact.boot(),
                        fact.elapsedMillis(),
                        fact.wall(),
                        fact.clock(),
                        fact.fact()));
                from = fact.sequence() + 1;
            }
        } while (page.size() == PAGE);
        journal.beginAgain(carried, seat.state());
        id = fresh;
        recordedBefore = 0;
    }

    private Envelope envelope(long sequence, Fact fact, Moment now) {
        return new Envelope(
                identity.console(),
                id,
                sequence,
                identity.boot(),
                now.elapsed().toMillis(),
                now.wall(),
                now.clock(),
                fact);
    }
}
