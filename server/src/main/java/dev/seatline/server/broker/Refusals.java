package dev.seatline.server.broker;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.tinylog.Logger;

/// Tells the log that somebody was refused, at most once in ten seconds, so that a flood of wrong secrets is neither
/// hidden nor fills the disk. It names no client id, which is text of a stranger. Any thread.
final class Refusals {
    private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanoTime;
    private final AtomicLong since = new AtomicLong();
    private final AtomicLong lastTold;

    /// @param nanoTime monotonic
    Refusals(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lastTold = new AtomicLong(nanoTime.getAsLong() - PAUSE_NANOS);
    }

    /// Counts a refusal.
    ///
    /// @param what was refused, in one line: `connection`, `subscription` …
    /// @return true when the log was told
    boolean refused(String what) {
        since.incrementAndGet();
        long now = nanoTime.getAsLong();
        long last = lastTold.get();
        if (now - last < PAUSE_NANOS || !lastTold.compareAndSet(last, now)) {
            return false;
        }
        Logger.warn(
                "the broker refused a {} ({} refusals since the last such line): a console that is configured wrongly,"
                        + " or somebody who tries doors",
                what,
                since.getAndSet(0));
        return true;
    }
}
