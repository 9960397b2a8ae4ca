package dev.seatline.time;

import java.time.Duration;
import java.time.Instant;

/// Time that starts at a chosen instant and runs faster (or slower) than the real one, for the demo.
public final class ScaledTime implements TimeSource {
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final TimeSource real;
    private final Instant start;
    private final long realStart;
    private final double speed;

    /// @param real the clock behind it
    /// @param start what this clock says now
    /// @param speed seconds of this clock per real second, 0.1 to 10,000
    public ScaledTime(TimeSource real, Instant start, double speed) {
        if (!(speed >= 0.1 && speed <= 10_000)) {
            throw new IllegalArgumentException("speed must be 0.1 to 10000, found " + speed);
        }
        this.real = real;
        this.start = start;
        this.speed = speed;
        this.realStart = real.nanoTime();
    }

    @Override
    public Instant now() {
        return start.plusNanos(nanoTime());
    }

    @Override
    public long nanoTime() {
        return (long) ((real.nanoTime() - realStart) * speed);
    }

    @Override
    public Duration realWait(Duration span) {
        Duration wait = Duration.ofNanos((long) (span.toNanos() / speed));
        return span.isPositive() && wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait;
    }

    @Override
    public double speed() {
        return speed;
    }
}
