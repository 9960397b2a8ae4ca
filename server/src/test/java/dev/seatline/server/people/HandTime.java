package dev.seatline.server.people;

import dev.seatline.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that a test moves by hand. Safe for any thread.
public final class HandTime implements TimeSource {
    private final Instant start;
    private final AtomicLong nanos = new AtomicLong();

    public HandTime(Instant start) {
        this.start = start;
    }

    public void pass(Duration span) {
        long ignored = nanos.addAndGet(span.toNanos());
    }

    @Override
    public Instant now() {
        return start.plusNanos(nanos.get());
    }

    @Override
    public long nanoTime() {
        return nanos.get();
    }

    @Override
    public Duration realWait(Duration span) {
        return span;
    }

    @Override
    public double speed() {
        return 30;
    }
}
