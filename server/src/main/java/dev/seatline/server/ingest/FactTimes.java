package dev.seatline.server.ingest;

import dev.seatline.server.store.StoredEvent.TimeQuality;
import dev.seatline.wire.BootId;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Envelope;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The best known time of a fact (`design.md` §5). A Pi has no clock of its own, but within one boot its
/// monotonic time runs true: one fact of the boot with a trusted clock, the *anchor*, tells when the boot began,
/// and so the time of every other fact of that boot. Facts of a boot that is never anchored are bounded by what
/// is known around them.
///
/// Facts that were stored before the anchor of their boot came stay in the ledger as they are, marked
/// `UNTRUSTED`: the ledger only grows. Whoever judges such a period (the rules, when they recompute a verdict)
/// places them anew from the anchor that stands later in the same ledger.
///
/// Not for two threads at a time: the hub's loop keeps one.
public final class FactTimes {
    /// How far a trusted clock may be ahead of the hub's; beyond that it is not believed.
    public static final Duration AHEAD = Duration.ofMinutes(5);

    /// Anchors kept, of the boots last heard of: a few per console of the largest site.
    private static final int ANCHORS = 50_000;

    private record Boot(ConsoleId console, BootId boot) {}

    /// A fact's time and how good it is.
    public record Placed(Instant at, TimeQuality quality) {}

    private final Map<Boot, Instant> began = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Boot, Instant> eldest) {
            return size() > ANCHORS;
        }
    };

    /// Learns when boots began from the facts whose clock is trusted. Give it a whole group before placing any
    /// fact of it, so that an anchor serves the facts before it, too.
    public void learn(Envelope envelope, Instant received) {
        if (believed(envelope, received)) {
            began.put(
                    new Boot(envelope.console(), envelope.boot()),
                    envelope.wall().minusMillis(envelope.elapsedMillis()));
        }
    }

    private static boolean believed(Envelope envelope, Instant received) {
        return envelope.clock() == ClockTrust.TRUSTED
                && !envelope.wall().isAfter(received.plus(AHEAD))
                && envelope.wall().isAfter(Instant.EPOCH)
                && envelope.elapsedMillis() <= envelope.wall().toEpochMilli();
    }

    /// Places a fact.
    ///
    /// @param previous time of the fact before it in the same journal, or null when not known
    /// @param received when the hub took it
    public Placed place(Envelope envelope, @Nullable Instant previous, Instant received) {
        if (believed(envelope, received)) {
            return new Placed(millis(envelope.wall()), TimeQuality.TRUSTED);
        }
        Instant anchor = began.get(new Boot(envelope.console(), envelope.boot()));
        if (anchor != null) {
            Instant repaired = later(anchor, envelope.elapsedMillis());
            if (!repaired.isAfter(received.plus(AHEAD))) {
                return new Placed(millis(repaired), TimeQuality.REPAIRED);
            }
        }
        Instant earliest = previous == null ? Instant.EPOCH : previous;
        Instant bounded = envelope.wall().isBefore(earliest) ? earliest : envelope.wall();
        return new Placed(millis(bounded.isAfter(received) ? received : bounded), TimeQuality.UNTRUSTED);
    }

    private static Instant later(Instant anchor, long elapsedMillis) {
        try {
            return anchor.plusMillis(elapsedMillis);
        } catch (DateTimeException | ArithmeticException e) {
            return Instant.MAX;
        }
    }

    private static Instant millis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
