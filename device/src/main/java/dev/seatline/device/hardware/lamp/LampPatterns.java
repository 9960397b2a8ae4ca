package dev.seatline.device.hardware.lamp;

import dev.seatline.device.seat.Outputs;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// When a lamp is lit. Each pattern begins with light and repeats itself without drifting; no flash of it is
/// shorter than an eighth of a second.
///
/// | pattern | lit | offline (about every 5 s) |
/// |---|---|---|
/// | steady | always | dark for 200 ms, every 5 s |
/// | slow blink | 500 of 1000 ms | the fifth flash is left out, every 5 s |
/// | fast blink | 125 of 250 ms | the twentieth flash is left out, every 5 s |
/// | double blink | 125, 125 dark, 125, then dark until 1500 ms | the sixth flash is left out, every 4.5 s |
///
/// The gap of a blinking lamp is a flash that is missing: 200 ms anywhere else would either fall into the dark
/// and not be seen, or cut a flash into two. Times are nanoseconds since the pattern was begun. Stateless; any
/// thread.
final class LampPatterns {
    private static final long MILLISECOND = 1_000_000L;

    private static final Cycle STEADY_OFFLINE = Cycle.of(5_000, 4_800, 1, 0);
    private static final Cycle SLOW = Cycle.of(1_000, 500, 1, 0);
    private static final Cycle SLOW_OFFLINE = Cycle.of(5_000, 500, 4, 1_000);
    private static final Cycle FAST = Cycle.of(250, 125, 1, 0);
    private static final Cycle FAST_OFFLINE = Cycle.of(5_000, 125, 19, 250);
    private static final Cycle DOUBLE = Cycle.of(1_500, 125, List.of(0L, 250L));
    private static final Cycle DOUBLE_OFFLINE = Cycle.of(4_500, 125, List.of(0L, 250L, 1_500L, 1_750L, 3_000L));

    private LampPatterns() {}

    static boolean lit(Outputs.Lamp lamp, long elapsed) {
        return lamp.colour() != Outputs.Colour.OFF
                && (always(lamp) || cycle(lamp).lit(elapsed));
    }

    /// When the lamp is next switched on or off: later than `elapsed`; empty when never.
    static OptionalLong nextChange(Outputs.Lamp lamp, long elapsed) {
        return lamp.colour() == Outputs.Colour.OFF || always(lamp)
                ? OptionalLong.empty()
                : OptionalLong.of(cycle(lamp).nextChange(elapsed));
    }

    /// After what time the pattern begins anew, without the gap; 0 if it has no beginning.
    static long period(Outputs.Pattern pattern) {
        return switch (pattern) {
            case STEADY -> 0;
            case SLOW_BLINK -> SLOW.length();
            case FAST_BLINK -> FAST.length();
            case DOUBLE_BLINK -> DOUBLE.length();
        };
    }

    private static boolean always(Outputs.Lamp lamp) {
        return lamp.pattern() == Outputs.Pattern.STEADY && !lamp.offlineGap();
    }

    private static Cycle cycle(Outputs.Lamp lamp) {
        boolean gap = lamp.offlineGap();
        return switch (lamp.pattern()) {
            case STEADY -> STEADY_OFFLINE;
            case SLOW_BLINK -> gap ? SLOW_OFFLINE : SLOW;
            case FAST_BLINK -> gap ? FAST_OFFLINE : FAST;
            case DOUBLE_BLINK -> gap ? DOUBLE_OFFLINE : DOUBLE;
        };
    }

    /// What repeats itself: it begins with a flash and ends dark.
    ///
    /// @param length of the whole
    /// @param flash how long each flash is
    /// @param flashes when they begin, in their order
    private record Cycle(long length, long flash, List<Long> flashes) {
        /// In milliseconds.
        static Cycle of(long length, long flash, int count, long every) {
            List<Long> flashes = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                flashes.add(i * every);
            }
            return of(length, flash, flashes);
        }

        /// In milliseconds.
        static Cycle of(long length, long flash, List<Long> flashes) {
            return new Cycle(
                    length * MILLISECOND,
                    flash * MILLISECOND,
                    flashes.stream().map(millis -> millis * MILLISECOND).toList());
        }

        boolean lit(long elapsed) {
            long at = elapsed % length;
            for (long begin : flashes) {
                if (at >= begin && at < begin + flash) {
                    return true;
                }
            }
            return false;
        }

        long nextChange(long elapsed) {
            long at = elapsed % length;
            long cycle = elapsed - at;
            for (long begin : flashes) {
                if (at < begin) {
                    return cycle + begin;
                }
                if (at < begin + flash) {
                    return cycle + begin + flash;
                }
            }
            return cycle + length;
        }
    }
}
