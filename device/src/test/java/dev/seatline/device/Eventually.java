package dev.seatline.device;

import java.util.function.BooleanSupplier;

/// Waits for what another thread will bring about; the limit only ends a test that has failed.
public final class Eventually {
    private static final long LIMIT_NANOS = 60_000_000_000L;

    private Eventually() {}

    public static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited a minute in vain until " + what);
            }
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted while waiting until " + what, e);
            }
        }
    }
}
