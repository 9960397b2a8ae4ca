package dev.seatline.bench.whole;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Waits for something to become true, with an end.
public final class Eventually {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Eventually() {}

    /// Tries the assertion until it holds, for 30 s.
    public static void holds(ThrowingCallable assertion) throws InterruptedException {
        holds(assertion, Duration.ofSeconds(30));
    }

    /// Tries the assertion until it holds; after `limit` its last failure stands.
    static void holds(ThrowingCallable assertion, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                assertion.call();
                return;
            } catch (InterruptedException e) {
                throw e;
            } catch (Throwable e) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("not within " + limit + ": " + e.getMessage(), e);
                }
            }
            Thread.sleep(PAUSE);
        }
    }
}
