package dev.seatline.server.loop;

import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Happening.Place;
import dev.seatline.server.store.EventStore.JournalKey;
import dev.seatline.server.store.StoredEvent;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SeatState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes of facts in the ledger what the rules see: each with its seat before and after it, folded in the order of its
/// journal. Facts that are lost for ever make a time of which nothing is known. Used by the loop's thread.
final class SeatFolds {
    /// How far a journal was folded.
    private record Folded(long sequence, SeatState state, Instant at) {}

    private final Map<JournalKey, Folded> journals = new HashMap<>();
    private final Map<SeatId, JournalKey> present = new HashMap<>();
    private Instant begins = Instant.MAX;

    /// Nothing before this moment is judged.
    void begin(Instant moment) {
        begins = moment;
    }

    /// The next fact of the ledger.
    List<Happening> fold(StoredEvent event) {
        Envelope envelope = event.envelope();
        JournalKey key = new JournalKey(envelope.console(), envelope.journal());
        Folded before = journals.get(key);
        Folded last = before != null ? before : last(event.seat());
        Instant at = at(event);
        List<Happening> made = new ArrayList<>();
        boolean missing = last != null
                // what another journal had left is not here either
                && (before == null || envelope.sequence() > before.sequence() + 1)
                && last.at().isBefore(at);
        if (missing && last != null) {
            String source = source(envelope) + "/missing";
            made.add(new Happening.Lost(
                    event.seat(), last.at().plusMillis(1), new Place(source, 2 * envelope.sequence())));
            made.add(new Happening.Found(event.seat(), false, at, new Place(source, 2 * envelope.sequence() + 1)));
        }
        boolean first = last == null && envelope.sequence() == 1 && begins.isBefore(at);
        if (first) {
            // the console is new: nobody knows what was at its seat
            String source = source(envelope) + "/missing";
            made.add(new Happening.Lost(event.seat(), begins, new Place(source, 2)));
            made.add(new Happening.Found(event.seat(), true, at, new Place(source, 3)));
        }
        SeatState state = before == null ? SeatState.vacant(at) : before.state();
        SeatState after = state.after(envelope.fact(), at);
        made.add(new Happening.Sensed(event.seat(), envelope.fact(), state, after, at, place(envelope)));
        journals.put(key, new Folded(envelope.sequence(), after, at));
        JournalKey now = present.get(event.seat());
        // a late fact of a journal that the console has left says nothing of the present
        if (now == null || now.equals(key) || before == null) {
            present.put(event.seat(), key);
        }
        return made;
    }

    /// The same fact with its time repaired; the seat stays as it was folded.
    static Happening.Sensed repaired(Happening.Sensed sensed, StoredEvent event) {
        return new Happening.Sensed(
                sensed.seat(), sensed.fact(), sensed.before(), sensed.after(), at(event), sensed.place());
    }

    /// Never later than it came: a clock that is ahead would carry the judge of all seats along.
    private static Instant at(StoredEvent event) {
        return event.at().isAfter(event.received()) ? event.received() : event.at();
    }

    static Place place(Envelope envelope) {
        return new Place(source(envelope), envelope.sequence());
    }

    private static String source(Envelope envelope) {
        return envelope.console() + "/" + envelope.journal();
    }

    private @Nullable Folded last(SeatId seat) {
        JournalKey key = present.get(seat);
        return key == null ? null : journals.get(key);
    }

    /// When the last fact of the seat was, or null while there is none.
    @Nullable
    Instant lastFact(SeatId seat) {
        Folded last = last(seat);
        return last == null ? null : last.at();
    }

    /// The seat as its delivered facts tell.
    @Nullable
    SeatState state(SeatId seat) {
        Folded last = last(seat);
        return last == null ? null : last.state();
    }
}
