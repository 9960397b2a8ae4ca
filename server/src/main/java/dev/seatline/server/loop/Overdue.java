package dev.seatline.server.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// From when on days have to be judged again that the judge does not keep any more. Used by the loop's thread, but for
/// the count.
final class Overdue {
    private static final Duration REACH = Duration.ofDays(35);

    private final Duration kept;
    private final LongAdder tooLate = new LongAdder();
    private @Nullable Instant oldest;
    private Instant latestCame = Instant.MIN;

    /// @param kept what comes no later than this the judge puts in its place itself
    Overdue(Duration kept) {
        this.kept = kept;
    }

    /// Something of that moment is known only now.
    void learnt(Instant at, Instant now) {
        if (!at.isBefore(now.minus(kept))) {
            return;
        }
        if (at.isBefore(now.minus(REACH))) {
            if (tooLate.sum() == 0) {
                Logger.warn(
                        "what was at {} came at {}: days are judged again for {} days; what is later is only counted",
                        at,
                        now,
                        REACH.toDays());
            }
            tooLate.increment();
            return;
        }
        again(at, now);
    }

    /// Has to be judged again from that moment on.
    void again(Instant at, Instant now) {
        Instant first = oldest;
        oldest = first == null || at.isBefore(first) ? at : first;
        latestCame = now;
    }

    void dropped(long facts) {
        tooLate.add(facts);
    }

    /// Where to begin, once nothing more of it came for so long; then it is forgotten.
    Optional<Instant> take(Instant now, Duration quiet) {
        Instant first = oldest;
        if (first == null || !now.isAfter(latestCame.plus(quiet))) {
            return Optional.empty();
        }
        oldest = null;
        return Optional.of(first);
    }

    /// How much came too late to be judged. Any thread.
    long tooLate() {
        return tooLate.sum();
    }
}
