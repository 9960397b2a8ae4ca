package dev.seatline.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// The machine's own clocks.
public final class SystemTime implements TimeSource {
    private final Clock clock = Clock.systemUTC();

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Duration realWait(Duration span) {
        return span;
    }

    @Override
    public double speed() {
        return 1;
    }
}
