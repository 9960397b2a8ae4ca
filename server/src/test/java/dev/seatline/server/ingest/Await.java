package dev.seatline.server.ingest;

import java.time.Duration;
import java.util.concurrent.Callable;

/// Waits in tests on a condition, never on a time: the limit only ends a test that has failed anyway.
public final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Await() {}

    /// Returns once the condition holds.
    ///
    /// @param what for the message of the [AssertionError] after 20 s
    public static void until(String what, Callable<Boolean> condition) {
        long begun = System.nanoTime();
        try {
            while (!condition.call()) {
                if (System.nanoTime() - begun > LIMIT.toNanos()) {
                    throw new AssertionError("waited %s in vain until %s".formatted(LIMIT, what));
                }
                Thread.sleep(5);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting until " + what, interrupted);
        } catch (Exception failure) {
            throw new AssertionError("the condition failed: " + what, failure);
        }
    }
}
