package dev.seatline.bench.simulation;

import dev.seatline.server.store.EventStore.JournalKey;
import dev.seatline.server.store.StoredEvent;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything that consoles ever had on their disks, against which the ledger is held. It alone knows when a place of
/// a journal got a second meaning, because its file was restored.
final class Truth {
    /// One recorded fact.
    private static final class Meaning {
        private final Envelope envelope;
        private final @Nullable SeatState after;
        /// recorded in a time that was undone, or in a journal that was lost: it may be in the ledger or not
        private boolean undone;
        /// taken along into a new journal: it must not be in the ledger under this sequence
        private boolean moved;
        private boolean counted;

        Meaning(Envelope envelope, @Nullable SeatState after) {
            this.envelope = envelope;
            this.after = after;
        }

        boolean sameHappening(Envelope other) {
            return envelope.boot().equals(other.boot())
                    && envelope.elapsedMillis() == other.elapsedMillis()
                    && envelope.fact().equals(other.fact());
        }
    }

    private final Map<JournalKey, Map<Long, List<Meaning>>> meanings = new LinkedHashMap<>();
    private final Set<JournalKey> carried = new HashSet<>();
    private final Map<JournalKey, Integer> age = new HashMap<>();
    private long recorded;
    private long counted;
    private long undone;

    /// A fact is on its console's disk.
    ///
    /// @param after the state that follows, or null when it is not known
    void recorded(Envelope envelope, @Nullable SeatState after) {
        JournalKey key = new JournalKey(envelope.console(), envelope.journal());
        age.putIfAbsent(key, age.size());
        meanings.computeIfAbsent(key, _ -> new LinkedHashMap<>())
                .computeIfAbsent(envelope.sequence(), _ -> new ArrayList<>())
                .add(new Meaning(envelope, after));
        recorded++;
    }

    /// A console began a new journal in the place of an old copy, and took facts of it along.
    ///
    /// @param fresh the facts of the new journal; the first is new, the others were in the old one
    void beganAgain(JournalKey old, List<Envelope> fresh, SeatState after) {
        for (Envelope envelope : fresh.subList(1, fresh.size())) {
            Meaning from = all(old).stream()
                    .filter(meaning -> !meaning.moved && !meaning.undone && meaning.sameHappening(envelope))
                    .findFirst()
                    .orElseThrow(() ->
                            new AssertionError("a new journal holds a fact that was never recorded: " + envelope));
            if (from.counted) {
                throw new AssertionError("taken along although it is in the ledger already: " + from.envelope);
            }
            from.moved = true;
        }
        Envelope first = fresh.getFirst();
        carried.add(new JournalKey(first.console(), first.journal()));
        for (Envelope envelope : fresh) {
            recorded(envelope, envelope.equals(fresh.getLast()) ? after : null);
        }
    }

    /// The journal of a console was replaced by an older copy, or lost: what is neither there nor in the ledger is
    /// nowhere.
    ///
    /// @param journal of the copy, or null when the journal was lost
    /// @param last the copy's last sequence
    void undone(ConsoleId console, @Nullable JournalId journal, long last) {
        meanings.forEach((key, places) -> {
            if (key.console().equals(console)) {
                places.forEach((sequence, here) -> {
                    boolean kept = key.journal().equals(journal) && sequence <= last;
                    here.stream()
                            .filter(meaning -> !meaning.counted && !meaning.undone && (!kept || meaning.moved))
                            .forEach(meaning -> {
                                meaning.undone = true;
                                undone++;
                            });
                });
            }
        });
    }

    /// A fact is in the ledger.
    void counted(StoredEvent event) {
        Envelope envelope = event.envelope();
        JournalKey key = new JournalKey(envelope.console(), envelope.journal());
        Meaning found = meanings.getOrDefault(key, Map.of()).getOrDefault(envelope.sequence(), List.of()).stream()
                .filter(meaning -> meaning.envelope.equals(envelope))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the ledger took what was never recorded: " + envelope));
        if (found.counted || found.moved) {
            throw new AssertionError("counted twice: " + envelope);
        }
        found.counted = true;
        counted++;
    }

    /// A fact that must be in the ledger and is not.
    Optional<Envelope> missing() {
        return meanings.keySet().stream()
                .flatMap(key -> all(key).stream())
                .filter(meaning -> !meaning.counted && !meaning.undone && !meaning.moved)
                .map(meaning -> meaning.envelope)
                .findFirst();
    }

    /// The state that follows from the facts of a journal up to a sequence; empty when they do not tell, as in a
    /// journal that goes on from the state of another.
    Optional<SeatState> state(JournalKey key, long sequence) {
        if (carried.contains(key)) {
            return Optional.empty();
        }
        List<Meaning> here = meanings.getOrDefault(key, Map.of()).getOrDefault(sequence, List.of());
        return here.size() == 1 ? Optional.ofNullable(here.getFirst().after) : Optional.empty();
    }

    /// Journals by when they began: a later one is higher.
    int age(JournalKey key) {
        return age.getOrDefault(key, -1);
    }

    long recorded() {
        return recorded;
    }

    long counted() {
        return counted;
    }

    long undone() {
        return undone;
    }

    private List<Meaning> all(JournalKey key) {
        return meanings.getOrDefault(key, Map.of()).values().stream()
                .flatMap(List::stream)
                .toList();
    }
}
