package dev.seatline.device.sync;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Pauses between attempts to connect: full jitter under a bound that doubles from 0.2 s to 10 s, so that
/// thousands of consoles that lost one hub do not come back in waves, and the last of them is still back soon after
/// it: 10,000 that knock at a closed door cost a network 2,000 small packets a second. Used by one thread.
public final class Backoff {
    public static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final int DOUBLINGS = 8;
    private static final long SHORTEST_MILLIS = 20;

    private final RandomGenerator random;
    private final Duration longest;
    private int failures;

    /// @param longest no pause is longer, at least 20 ms; usually [#LONGEST]
    public Backoff(RandomGenerator random, Duration longest) {
        this.random = random;
        this.longest = longest;
    }

    /// The next pause.
    public Duration next() {
        long bound = Math.min(FIRST.toMillis() << Math.min(failures, DOUBLINGS), longest.toMillis());
        failures++;
        return Duration.ofMillis(random.nextLong(SHORTEST_MILLIS, bound + 1));
    }

    /// A connection has lasted: the next pause is a short one again.
    public void reset() {
        failures = 0;
    }
}
