package dev.seatline.server.ingest;

import dev.seatline.server.store.EventStore.BootKey;
import dev.seatline.server.store.StoredEvent;
import dev.seatline.server.store.StoredEvent.TimeQuality;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The best known time of a fact (`design.md` §5). A Pi has no clock of its own, but within one start of the
/// console its monotonic time runs true: one fact of the start with a trusted clock tells when the start *began*,
/// and so the time of every other fact of it. And no fact is younger than its reception: the fact that came
/// quickest bounds when the start began *at the latest*, with it a trusted clock that is ahead, or was set back and
/// forth, is found out. (A console does not sleep; monotonic time would stand still meanwhile.)
///
/// The ledger keeps what was learnt, and repairs with it what it was given before ([StoredEvent#knowing]).
///
/// Not for two threads at a time: the hub's loop keeps one.
public final class FactTimes {
    /// How far a trusted clock may be ahead of the hub's; beyond that it is not believed.
    public static final Duration AHEAD = StoredEvent.AHEAD;

    /// Starts kept, those heard of last: a few per console of the largest site.
    public static final int STARTS = 50_000;

    /// By how much a trusted clock may contradict itself: corrections of time synchronisation are smaller.
    static final Duration STEP = Duration.ofMinutes(1);

    /// No trusted clock says an earlier time: this program is younger.
    static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    /// What is known of a start.
    private static final class Start {
        /// no later than this, as facts were received
        private @Nullable Instant latest;
        /// by its trusted clock
        private @Nullable Instant began;
    }

    /// A fact's time and how good it is.
    public record Placed(Instant at, TimeQuality quality) {}

    private final Map<BootKey, Start> starts = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<BootKey, Start> eldest) {
            return size() > STARTS;
        }
    };
    private final Map<BootKey, Optional<Instant>> unsaved = new HashMap<>();

    /// Begins with what the ledger holds.
    public void recall(Map<BootKey, Instant> known) {
        known.forEach((key, began) -> start(key).began = began);
    }

    /// What was learnt and is not in the ledger yet: when starts began, empty where a trusted clock turned out wrong.
    public Map<BootKey, Optional<Instant>> unsaved() {
        return Map.copyOf(unsaved);
    }

    /// What [#unsaved] told is in the ledger.
    public void saved(Map<BootKey, Optional<Instant>> committed) {
        committed.forEach(unsaved::remove);
    }

    private Start start(BootKey key) {
        return starts.computeIfAbsent(key, _ -> new Start());
    }

    private static BootKey key(Envelope envelope) {
        return new BootKey(envelope.console(), envelope.boot());
    }

    /// Learns when starts began. Give it a whole group before placing any fact of it, so that a trusted fact serves
    /// those before it, too.
    public void learn(Envelope envelope, Instant received) {
        Start start = start(key(envelope));
        if (envelope.elapsedMillis() <= received.toEpochMilli()) {
            Instant bound = received.minusMillis(envelope.elapsedMillis());
            if (start.latest == null || bound.isBefore(start.latest)) {
                start.latest = bound;
            }
        }
        if (start.began != null && !possible(start.began, start)) {
            start.began = null;
            unsaved.put(key(envelope), Optional.empty());
        }
        if (!believed(envelope, received)) {
            return;
        }
        Instant own = began(envelope);
        if (possible(own, start) && (start.began == null || betterBy(own, start.began, start))) {
            start.began = own;
            unsaved.put(key(envelope), Optional.of(own));
        }
    }

    private static boolean believed(Envelope envelope, Instant received) {
        return envelope.clock() == ClockTrust.TRUSTED
                && !envelope.wall().isAfter(received.plus(AHEAD))
                && !envelope.wall().isBefore(FIRST)
                && envelope.elapsedMillis() <= envelope.wall().toEpochMilli();
    }

    private static Instant began(Envelope envelope) {
        return envelope.wall().minusMillis(envelope.elapsedMillis());
    }

    private static boolean possible(Instant began, Start start) {
        return start.latest == null || !began.isAfter(start.latest.plus(AHEAD));
    }

    /// Of two words of trusted clocks the one nearer to what was received is the right one: a clock that is behind
    /// looks like a late delivery, and only the right one does not.
    private static boolean betterBy(Instant own, Instant began, Start start) {
        return start.latest != null
                && Duration.between(own, start.latest)
                                .abs()
                                .plus(STEP)
                                .compareTo(Duration.between(began, start.latest).abs())
                        < 0;
    }

    /// Places a fact.
    ///
    /// @param previous time of the fact before it in the same journal, or null when not known
    /// @param received when the hub took it
    /// @param running whether its start is the present one of its console
    public Placed place(Envelope envelope, @Nullable Instant previous, Instant received, boolean running) {
        Start start = start(key(envelope));
        Optional<Instant> repaired = start.began == null
                ? Optional.empty()
                : StoredEvent.repaired(start.began, envelope.elapsedMillis(), received);
        if (believed(envelope, received) && !contradicted(envelope, received, start)) {
            return new Placed(millis(envelope.wall()), TimeQuality.TRUSTED);
        }
        return repaired.map(at -> new Placed(at, TimeQuality.REPAIRED))
                .orElseGet(() -> new Placed(
                        millis(guessed(envelope, previous, received, start, running)), TimeQuality.UNTRUSTED));
    }

    /// Whether a trusted clock says what its own start and the hub's clock do not. What agrees with the hub's clock
    /// at the moment of receipt is believed in any case.
    private static boolean contradicted(Envelope envelope, Instant received, Start start) {
        boolean late = envelope.wall().isBefore(received.minus(AHEAD));
        if (!late) {
            return false;
        }
        Instant own = began(envelope);
        return !possible(own, start)
                || (start.began != null
                        && Duration.between(own, start.began).abs().compareTo(STEP) > 0);
    }

    /// A time that nobody knows. As late as it can have been, which is right to the second for a console that
    /// was connected at any time of this start, and keeps the spans between facts. But what a start told that had
    /// ended before anybody heard of it is placed by its own clock, when that is possible at all.
    private static Instant guessed(
            Envelope envelope, @Nullable Instant previous, Instant received, Start start, boolean running) {
        Instant latest = latest(envelope, received, start);
        Instant earliest = previous == null || previous.isBefore(FIRST) ? FIRST : previous;
        Instant wall = envelope.wall();
        if (!running && !wall.isBefore(earliest) && !wall.isAfter(latest)) {
            return wall;
        }
        Instant guess = latest.isBefore(earliest) ? earliest : latest;
        return guess.isAfter(received) ? received : guess;
    }

    private static Instant latest(Envelope envelope, Instant received, Start start) {
        if (start.latest == null || envelope.elapsedMillis() > received.toEpochMilli()) {
            return received;
        }
        Instant latest = start.latest.plusMillis(envelope.elapsedMillis());
        return latest.isAfter(received) ? received : latest;
    }

    private static Instant millis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
