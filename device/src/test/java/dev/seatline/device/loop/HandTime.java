package dev.seatline.device.loop;

import dev.seatline.time.TimeSource;
import java.time.Duration;
import java.time.Instant;

/// Time that moves by hand, wall and monotonic clock apart. Any thread.
public final class HandTime implements TimeSource {
    private Instant wall;
    private long nanos;

    public HandTime(Instant wall) {
        this.wall = wall;
    }

    /// Lets both clocks run.
    public synchronized void pass(Duration span) {
        wall = wall.plus(span);
        nanos += span.toNanos();
    }

    /// Sets the wall clock, as time synchronisation does.
    synchronized void set(Instant wall) {
        this.wall = wall;
    }

    @Override
    public synchronized Instant now() {
        return wall;
    }

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public Duration realWait(Duration span) {
        return span.isPositive() ? Duration.ofMillis(5) : span;
    }

    @Override
    public double speed() {
        return 1;
    }
}
