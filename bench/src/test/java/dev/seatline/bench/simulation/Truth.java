package dev.seatline.bench.simulation;

import dev.seatline.server.store.EventStore.JournalKey;
import dev.seatline.server.store.StoredEvent;
import dev.seatline.wire.BootId;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Everything that consoles ever had on their disks, against which the ledger is held. It alone knows when a
/// place of a journal got a second meaning, because its file was restored.
final class Truth {
    /// One recorded fact.
    private static final class Meaning {
        private final Envelope envelope;
        private final @Nullable SeatState after;
        /// by a right clock
        private final Instant happened;
        /// recorded in a time that was undone, or in a journal that was lost: it may be in the ledger or not
        private boolean undone;
        /// taken along into a new journal: it must not be in the ledger under this sequence
        private boolean moved;
        private boolean counted;

        Meaning(Envelope envelope, @Nullable SeatState after, Instant happened) {
            this.envelope = envelope;
            this.after = after;
            this.happened = happened;
        }

        boolean sameHappening(Envelope other) {
            return envelope.boot().equals(other.boot())
                    && envelope.elapsedMillis() == other.elapsedMillis()
                    && envelope.fact().equals(other.fact());
        }
    }

    /// A right clock tells the time as exactly.
    private static final Duration EXACT = Duration.ofSeconds(1);

    private final Map<JournalKey, Map<Long, List<Meaning>>> meanings = new LinkedHashMap<>();
    private final Set<JournalKey> carried = new HashSet<>();
    private final Map<JournalKey, Integer> age = new HashMap<>();
    private final Map<BootId, Integer> bootAge = new HashMap<>();
    private final Map<BootId, Instant> began = new HashMap<>();
    private final Map<BootId, Long> lastElapsed = new HashMap<>();
    private final Supplier<Instant> now;
    /// Starts whose clock was trusted and wrong.
    private final Set<BootId> misled = new HashSet<>();
    private final Set<Fact> carriedOut = new HashSet<>();
    private final Map<JournalKey, Instant> lastTime = new HashMap<>();
    private long repaired;
    private long recorded;
    private long counted;
    private long undone;

    /// @param now what a right clock says
    Truth(Supplier<Instant> now) {
        this.now = now;
    }

    /// A fact is on its console's disk.
    void recorded(Envelope envelope, SeatState after) {
        Instant happened = happened(envelope);
        boolean rightly = rightly(happened, envelope.wall());
        if (envelope.clock() == ClockTrust.TRUSTED && !rightly) {
            misled.add(envelope.boot());
        }
        if (byOrder(envelope.fact()) && !carriedOut.add(envelope.fact())) {
            throw new AssertionError("an order was carried out twice: " + envelope);
        }
        keep(envelope, after, happened);
    }

    /// By the console's own count of time, which is always right. What waited for the console was no later than now,
    /// and facts are in the order in which they happened.
    private Instant happened(Envelope envelope) {
        Instant happened = Objects.requireNonNull(began.get(envelope.boot())).plusMillis(envelope.elapsedMillis());
        Long before = lastElapsed.put(envelope.boot(), envelope.elapsedMillis());
        if (happened.isAfter(now.get()) || (before != null && before > envelope.elapsedMillis())) {
            throw new AssertionError("happened %s, the one before after %s ms, found now, which is %s: %s"
                    .formatted(happened, before, now.get(), envelope));
        }
        return happened;
    }

    /// Whether this is the doing of an order of which there is no other like it.
    private static boolean byOrder(Fact fact) {
        return (fact instanceof Fact.Declared(Declaration.RestBreak _, Fact.Cause declared)
                        && declared == Fact.Cause.ORDER)
                || (fact instanceof Fact.ChangePended(Declaration.RestBreak _, Fact.Cause pended)
                        && pended == Fact.Cause.ORDER);
    }

    private static boolean rightly(Instant right, Instant said) {
        return Duration.between(right, said).abs().compareTo(EXACT) <= 0;
    }

    private void keep(Envelope envelope, @Nullable SeatState after, Instant happened) {
        JournalKey key = new JournalKey(envelope.console(), envelope.journal());
        age.putIfAbsent(key, age.size());
        meanings.computeIfAbsent(key, _ -> new LinkedHashMap<>())
                .computeIfAbsent(envelope.sequence(), _ -> new ArrayList<>())
                .add(new Meaning(envelope, after, happened));
        recorded++;
    }

    /// A console began a new journal in the place of an old copy, and took facts of it along.
    ///
    /// @param fresh the facts of the new journal; the first is new, the others were in the old one
    void beganAgain(JournalKey old, List<Envelope> fresh, SeatState after) {
        Envelope first = fresh.getFirst();
        carried.add(new JournalKey(first.console(), first.journal()));
        keep(first, fresh.size() == 1 ? after : null, now.get());
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
            keep(envelope, envelope.equals(fresh.getLast()) ? after : null, from.happened);
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
                    if (!kept) {
                        // what was pending in the copy may happen once more
                        here.forEach(meaning -> carriedOut.remove(meaning.envelope.fact()));
                    }
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
        timed(event, found, lastTime.put(key, event.at()));
    }

    /// The hub knows the time wherever the console did, and where nobody did it claims nothing that cannot be.
    private void timed(StoredEvent event, Meaning found, @Nullable Instant before) {
        boolean right = switch (event.time()) {
            case TRUSTED ->
                rightly(found.happened, event.at())
                        || !rightly(found.happened, event.envelope().wall());
            case REPAIRED ->
                rightly(found.happened, event.at())
                        || misled.contains(event.envelope().boot());
            case UNTRUSTED ->
                !event.at().isAfter(event.received())
                        && (before == null
                                || !event.at().isBefore(before)
                                || !event.received().isAfter(before));
        };
        if (!right) {
            throw new AssertionError(
                    "a wrong time: happened %s, the one before %s, %s".formatted(found.happened, before, event));
        }
        if (event.time() == StoredEvent.TimeQuality.REPAIRED
                && !misled.contains(event.envelope().boot())) {
            repaired++;
        }
    }

    /// Facts whose time was repaired, and rightly so.
    long repaired() {
        return repaired;
    }

    /// A fact that must be in the ledger and is not.
    Optional<Envelope> missing() {
        return meanings.keySet().stream()
                .flatMap(key -> all(key).stream())
                .filter(meaning -> !meaning.counted && !meaning.undone && !meaning.moved)
                .map(meaning -> meaning.envelope)
                .findFirst();
    }

    /// The state that follows from what the ledger holds of a journal up to a sequence; empty when that does not
    /// tell, as in a journal that goes on from the state of another.
    Optional<SeatState> state(JournalKey key, long sequence) {
        return carried.contains(key) ? Optional.empty() : counted(key, sequence).map(meaning -> meaning.after);
    }

    /// The start that recorded a fact of the ledger.
    Optional<BootId> boot(JournalKey key, long sequence) {
        return counted(key, sequence).map(meaning -> meaning.envelope.boot());
    }

    private Optional<Meaning> counted(JournalKey key, long sequence) {
        return meanings.getOrDefault(key, Map.of()).getOrDefault(sequence, List.of()).stream()
                .filter(meaning -> meaning.counted)
                .findFirst();
    }

    /// A console has started.
    void started(BootId boot) {
        bootAge.put(boot, bootAge.size());
        began.put(boot, now.get());
    }

    /// Starts by when they were: a later one is higher.
    int age(BootId boot) {
        return Objects.requireNonNull(bootAge.get(boot));
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
