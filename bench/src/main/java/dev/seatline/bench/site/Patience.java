package dev.seatline.bench.site;

import java.time.Duration;
import java.util.function.Supplier;

/// Waiting for something with an end. Any thread.
public final class Patience {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Patience() {}

    /// Something that may not be true yet; an exception means: not yet.
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    /// Waits until the condition holds.
    ///
    /// @param found what to tell about the present when it never holds
    /// @throws IllegalStateException when it does not hold within the limit
    public static void until(String what, Duration limit, Condition condition, Supplier<String> found)
            throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        String last = "";
        while (true) {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                last = "; the last trial said " + e;
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "not within " + limit.toSeconds() + " s: " + what + "; found " + found.get() + last);
            }
            Thread.sleep(PAUSE);
        }
    }
}
