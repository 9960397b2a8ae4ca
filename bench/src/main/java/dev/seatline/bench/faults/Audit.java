package dev.seatline.bench.faults;

import dev.seatline.server.store.EventStore.JournalKey;
import dev.seatline.server.store.EventStore.Loss;
import dev.seatline.server.store.StoredEvent;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.ShownState;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Holds the ledger against the journals, and both against what the tester has seen. Used by one thread, once.
final class Audit {
    /// Since when a seat is vacant of which nothing has been recorded; the journal does not say.
    private static final Instant UNKNOWN = Instant.EPOCH;

    private final Map<JournalKey, SortedMap<Long, Envelope>> journals = new LinkedHashMap<>();
    private final Map<JournalKey, SortedMap<Long, Envelope>> ledger = new LinkedHashMap<>();
    private final Account.Sums sums = new Account.Sums();

    private Audit() {}

    /// @param journals what the consoles' files hold; of a console that forgets, the newest facts only
    /// @param ledger everything that the hub has committed, by id
    /// @param losses what the hub says was lost
    static Account of(List<Notes> notes, List<Envelope> journals, List<StoredEvent> ledger, List<Loss> losses) {
        Audit audit = new Audit();
        journals.forEach(fact ->
                audit.journals.computeIfAbsent(key(fact), _ -> new TreeMap<>()).put(fact.sequence(), fact));
        ledger.forEach(event -> audit.committed(event.envelope()));
        audit.ledger.forEach(audit::gaps);
        audit.journals.forEach(audit::delivered);
        audit.ledger.keySet().stream()
                .filter(key -> !audit.journals.containsKey(key))
                .forEach(key ->
                        audit.sums.lost(1, "%s is in the ledger, and its console has it no more".formatted(key)));
        losses.forEach(loss -> audit.sums.lost(loss.last() - loss.first() + 1, "the hub noticed itself: " + loss));
        notes.forEach(audit::seen);
        return audit.sums.account(audit.recorded(), ledger.size(), answers(notes));
    }

    private static JournalKey key(Envelope fact) {
        return new JournalKey(fact.console(), fact.journal());
    }

    private static String name(Envelope fact) {
        return "%s/%s/%d %s".formatted(fact.console(), fact.journal(), fact.sequence(), fact.fact());
    }

    private void committed(Envelope fact) {
        SortedMap<Long, Envelope> before = ledger.computeIfAbsent(key(fact), _ -> new TreeMap<>());
        if (!before.isEmpty() && fact.sequence() < before.lastKey() && !before.containsKey(fact.sequence())) {
            sums.outOfOrder(name(fact) + " came after " + before.lastKey());
        }
        if (before.putIfAbsent(fact.sequence(), fact) != null) {
            sums.doubled(name(fact) + " is in the ledger twice");
        }
    }

    private void gaps(JournalKey key, SortedMap<Long, Envelope> facts) {
        long next = 1;
        for (long sequence : facts.keySet()) {
            if (sequence > next) {
                sums.lost(sequence - next, "%s: the ledger lacks %d to %d".formatted(key, next, sequence - 1));
            }
            next = sequence + 1;
        }
    }

    /// What the journal holds beyond the last fact in the ledger; gaps before it were told of already.
    private void delivered(JournalKey key, SortedMap<Long, Envelope> facts) {
        SortedMap<Long, Envelope> arrived = ledger.getOrDefault(key, new TreeMap<>());
        long last = arrived.isEmpty() ? 0 : arrived.lastKey();
        facts.tailMap(last + 1).values().forEach(fact -> sums.lost(1, name(fact) + " never arrived"));
        facts.headMap(last + 1).forEach((sequence, fact) -> {
            Envelope other = arrived.get(sequence);
            if (other != null && !other.equals(fact)) {
                sums.doubled("%s is in the ledger as %s".formatted(name(fact), name(other)));
            }
        });
        arrived.tailMap(facts.isEmpty() ? 1 : facts.lastKey() + 1)
                .values()
                .forEach(fact -> sums.doubled(name(fact) + " is in the ledger and in no journal"));
    }

    private void seen(Notes notes) {
        notes.recorded().forEach((journal, last) -> {
            SortedMap<Long, Envelope> facts = known(new JournalKey(notes.console(), journal));
            long held = facts.isEmpty() ? 0 : facts.lastKey();
            if (held < last) {
                sums.lost(
                        last - held,
                        "%s/%s: seen recorded up to %d, found up to %d"
                                .formatted(notes.console(), journal, last, held));
            }
        });
        Map<JournalId, SortedMap<Long, SeatState>> states = new HashMap<>();
        Stream.concat(
                        notes.states().stream().map(Notes.Sight::journal),
                        notes.answers().stream().map(Notes.Answer::journal))
                .distinct()
                .forEach(journal -> states.put(journal, states(known(new JournalKey(notes.console(), journal)))));
        Map<SeatState, Long> first = new HashMap<>();
        states.values().forEach(all -> all.forEach((sequence, state) -> first.merge(state, sequence, Math::min)));
        notes.states().forEach(sight -> sighted(notes, sight, first));
        notes.answers()
                .forEach(answer -> answered(notes, answer, states.getOrDefault(answer.journal(), new TreeMap<>())));
    }

    /// Whatever is known of a journal, from its file and from the ledger.
    private SortedMap<Long, Envelope> known(JournalKey key) {
        SortedMap<Long, Envelope> known = new TreeMap<>(ledger.getOrDefault(key, new TreeMap<>()));
        known.putAll(journals.getOrDefault(key, new TreeMap<>()));
        return known;
    }

    /// The state after each fact, and at 0 the one before them.
    private static SortedMap<Long, SeatState> states(SortedMap<Long, Envelope> facts) {
        SortedMap<Long, SeatState> states = new TreeMap<>();
        SeatState state = SeatState.vacant(UNKNOWN);
        states.put(0L, state);
        for (Envelope fact : facts.values()) {
            state = state.after(fact.fact(), fact.wall());
            states.put(fact.sequence(), state);
        }
        return states;
    }

    private void sighted(Notes notes, Notes.Sight sight, Map<SeatState, Long> first) {
        Long exactly = first.get(sight.state());
        Long withoutBeginning = first.get(sinceUnknown(sight.state()));
        boolean recorded = (exactly != null && exactly <= sight.last())
                || (withoutBeginning != null && withoutBeginning <= sight.last());
        if (!recorded) {
            sums.unrecorded("%s said up to %s/%d that it is %s"
                    .formatted(notes.console(), sight.journal(), sight.last(), sight.state()));
        }
    }

    private static SeatState sinceUnknown(SeatState state) {
        return new SeatState(
                state.person(),
                state.declaration(),
                state.pending(),
                state.headset(),
                state.call(),
                state.handRaised(),
                state.faultReported(),
                state.failedParts(),
                UNKNOWN);
    }

    private void answered(Notes notes, Notes.Answer answer, SortedMap<Long, SeatState> states) {
        SortedMap<Long, Envelope> facts = known(new JournalKey(notes.console(), answer.journal()));
        SeatState before = states.get(answer.last());
        if (before == null || !answer.before().contains(before.shown())) {
            // the lamp was late itself when it was looked at first
            return;
        }
        boolean recorded = facts.tailMap(answer.last() + 1).values().stream()
                .filter(fact -> fact.boot().equals(answer.boot()))
                .anyMatch(fact -> answer.after().contains(shown(states, fact)));
        if (!recorded) {
            sums.unrecorded("%s: the lamp went from %s to %s after %s/%d, and no fact of that start says why"
                    .formatted(notes.console(), answer.before(), answer.after(), answer.journal(), answer.last()));
        }
    }

    private static ShownState shown(SortedMap<Long, SeatState> states, Envelope fact) {
        return states.getOrDefault(fact.sequence(), SeatState.vacant(UNKNOWN)).shown();
    }

    private long recorded() {
        return journals.keySet().stream().mapToLong(key -> known(key).size()).sum();
    }

    private static long answers(List<Notes> notes) {
        return notes.stream().mapToLong(one -> one.answers().size()).sum();
    }
}
