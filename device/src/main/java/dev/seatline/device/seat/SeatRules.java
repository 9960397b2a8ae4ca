package dev.seatline.device.seat;

import java.time.Duration;

/// How this seat reads its hardware: from the console's own configuration, fixed until restart. What the hub may
/// change is in [dev.seatline.wire.Settings].
///
/// @param hook how the hook switch is used
/// @param sameCard the same card within this time is one tap
/// @param chooser how long short presses step through the numbered reasons
/// @param ringPeriod from one burst of the bell to the next (China: 1 s on, 4 s off)
/// @param ringSilence silence after a burst that ends the ringing; longer than the period
public record SeatRules(HookMode hook, Duration sameCard, Duration chooser, Duration ringPeriod, Duration ringSilence) {
    public static final SeatRules DEFAULT = new SeatRules(
            HookMode.LINE,
            Duration.ofSeconds(3),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofMillis(6500));

    public SeatRules {
        if (ringSilence.compareTo(ringPeriod) <= 0) {
            throw new IllegalArgumentException("the silence that ends ringing must be longer than the ring period "
                    + ringPeriod + ", found " + ringSilence);
        }
    }

    /// How the hook switch is used.
    public enum HookMode {
        /// lifting while the bell rings answers, resting ends the call
        LINE,
        /// the headset hangs on a rest and is worn all day: it says nothing about calls
        REST
    }
}
