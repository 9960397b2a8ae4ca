package dev.seatline.server.replay;

import dev.seatline.time.ScaledTime;
import dev.seatline.time.SystemTime;
import dev.seatline.time.TimeSource;
import java.time.Duration;
import java.time.Instant;

/// Scaled time that stands still where it is told to: until everybody is there, when the day is over, and while
/// somebody is slow. Only the wall clock stands; what waits for ticks goes on. Any thread.
final class LiveClock implements TimeSource {
    private final Instant start;
    private final double speed;
    private final TimeSource running;
    private boolean begun;
    private long held;
    private Instant limit;

    LiveClock(Instant start, double speed) {
        this.start = start;
        this.limit = start;
        this.speed = speed;
        this.running = new ScaledTime(new SystemTime(), start, speed);
    }

    synchronized void begin() {
        held = running.nanoTime();
        begun = true;
    }

    /// It stands still at this moment, if it comes there; raised, it goes on from where it stood. Never goes back.
    synchronized void limit(Instant to) {
        Instant now = now();
        Instant free = start.plusNanos(running.nanoTime() - held);
        if (begun && free.isAfter(now)) {
            held += Duration.between(now, free).toNanos();
        }
        limit = to.isBefore(now) ? now : to;
    }

    @Override
    public synchronized Instant now() {
        if (!begun) {
            return start;
        }
        Instant now = start.plusNanos(running.nanoTime() - held);
        return now.isBefore(limit) ? now : limit;
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
