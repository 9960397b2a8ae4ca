package dev.seatline.server.people;

import dev.seatline.time.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/// Holds back whoever keeps failing to sign in: three failures are free, then every further one doubles the wait,
/// and after [#MOST] within [#WINDOW] nothing is tried until the oldest has left the window. Counted for each
/// account and each address by the monotonic clock; forgotten at a restart. Safe for any thread.
final class SignInLimits {
    static final int MOST = 10;
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final int FREE = 3;
    private static final int MOST_KEYS = 10_000;

    private final TimeSource time;
    private final LinkedHashMap<String, ArrayDeque<Long>> failures = new LinkedHashMap<>(16, 0.75f, true);

    SignInLimits(TimeSource time) {
        this.time = time;
    }

    /// Counts an attempt as failed in advance, so that a thousand attempts at the same moment are not all let
    /// through.
    ///
    /// @return zero when it may go on, else how long to wait; nothing is counted then
    synchronized Duration attempt(String... keys) {
        long now = time.nanoTime();
        long wait = 0;
        for (String key : keys) {
            wait = Math.max(wait, waitOf(key, now));
        }
        if (wait > 0) {
            return Duration.ofNanos(wait);
        }
        for (String key : keys) {
            failures.computeIfAbsent(key, _ -> new ArrayDeque<>()).addLast(now);
        }
        forgetBeyondBounds();
        return Duration.ZERO;
    }

    /// Takes back what [#attempt] counted: the sign-in succeeded.
    ///
    /// @param account its failures are forgotten altogether
    /// @param address only this attempt is: others may still be guessing from there
    synchronized void succeeded(String account, String address) {
        failures.remove(account);
        ArrayDeque<Long> ofAddress = failures.get(address);
        if (ofAddress != null) {
            ofAddress.pollLast();
        }
    }

    private long waitOf(String key, long now) {
        ArrayDeque<Long> times = failures.get(key);
        if (times == null) {
            return 0;
        }
        while (!times.isEmpty() && now - times.getFirst() >= WINDOW.toNanos()) {
            times.removeFirst();
        }
        if (times.size() <= FREE - 1) {
            return 0;
        }
        long until = times.size() >= MOST
                ? times.getFirst() + WINDOW.toNanos()
                : times.getLast()
                        + Duration.ofSeconds(1L << (times.size() - FREE)).toNanos();
        return Math.max(0, until - now);
    }

    private void forgetBeyondBounds() {
        while (failures.size() > MOST_KEYS) {
            Map.Entry<String, ArrayDeque<Long>> eldest = failures.firstEntry();
            failures.remove(eldest.getKey());
        }
    }
}
