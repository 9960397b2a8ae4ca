package dev.seatline.server.replay;

import dev.seatline.time.ScaledTime;
import dev.seatline.time.SystemTime;
import dev.seatline.time.TimeSource;
import java.time.Duration;
import java.time.Instant;

/// Scaled time that stands still until everybody is there, and again when the day is over: nothing of the next one
/// begins while what is late still comes. Only the wall clock stands; what waits for ticks goes on. Any thread.
final class LiveClock implements TimeSource {
    private final Instant start;
    private final Instant end;
    private final double speed;
    private final TimeSource running;
    private volatile long begun = Long.MAX_VALUE;

    /// @param end the last moment of this clock
    LiveClock(Instant start, Instant end, double speed) {
        this.start = start;
        this.end = end;
        this.speed = speed;
        this.running = new ScaledTime(new SystemTime(), start, speed);
    }

    void begin() {
        begun = running.nanoTime();
    }

    boolean over() {
        return !now().isBefore(end);
    }

    @Override
    public Instant now() {
        long since = begun;
        if (since == Long.MAX_VALUE) {
            return start;
        }
        Instant now = start.plusNanos(running.nanoTime() - since);
        return now.isBefore(end) ? now : end;
    }

    @Override
    public long nanoTime() {
        return running.nanoTime();
    }

    @Override
    public Duration realWait(Duration span) {
        return running.realWait(span);
    }

    @Override
    public double speed() {
        return speed;
    }
}
