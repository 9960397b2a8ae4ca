package dev.seatline.device.hardware.button;

import java.time.Duration;

/// What makes a press a double, a long or a very long one. Immutable; any thread.
///
/// @param doubleWithin how long after letting go a second press still makes a double one, 0 to 1 s. A short press is
/// told when
///     this has passed; 0 knows no double presses and tells short ones at once
/// @param longFrom held for at least this it is a long press, 300 ms to 10 s
/// @param veryLongFrom held for this it is a very long press, told at once; longer than a long one, at most 20 s
/// @param stuckAfter held for this the button is stuck, or something lies on it; longer than a very long press, at most
/// 10 minutes
public record GestureSettings(Duration doubleWithin, Duration longFrom, Duration veryLongFrom, Duration stuckAfter) {
    private static final Duration LONGEST_DOUBLE = Duration.ofSeconds(1);
    private static final Duration SHORTEST_LONG = Duration.ofMillis(300);
    private static final Duration LONGEST_LONG = Duration.ofSeconds(10);
    private static final Duration LONGEST_VERY_LONG = Duration.ofSeconds(20);
    private static final Duration LONGEST_STUCK = Duration.ofMinutes(10);

    /// Stands below the bounds, which it is held to.
    public static final GestureSettings USUAL = new GestureSettings(
            Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(30));

    public GestureSettings {
        within("the time for a second press", doubleWithin, Duration.ZERO, LONGEST_DOUBLE);
        within("a long press", longFrom, SHORTEST_LONG, LONGEST_LONG);
        within("a very long press", veryLongFrom, longFrom.plusMillis(1), LONGEST_VERY_LONG);
        within("the time after which a button is stuck", stuckAfter, veryLongFrom.plusMillis(1), LONGEST_STUCK);
    }

    private static void within(String what, Duration found, Duration least, Duration most) {
        if (found.compareTo(least) < 0 || found.compareTo(most) > 0) {
            throw new IllegalArgumentException("%s is %d to %d ms, found %d ms"
                    .formatted(what, least.toMillis(), most.toMillis(), found.toMillis()));
        }
    }
}
