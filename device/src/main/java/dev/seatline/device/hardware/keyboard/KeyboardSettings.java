package dev.seatline.device.hardware.keyboard;

import java.time.Duration;

/// How a reader types. Immutable; any thread.
///
/// @param layout of the events that the kernel gives to this program
/// @param ending what ends a number
/// @param pause between two keys: a longer one begins another number; 20 ms to 2 s. Readers type a key in 2
///     to 30 ms
/// @param fewest digits of a number, at least 1: fewer are a key that was touched
/// @param most digits of a number, at most 64
public record KeyboardSettings(Layout layout, Ending ending, Duration pause, int fewest, int most) {
    private static final Duration LEAST_PAUSE = Duration.ofMillis(20);
    private static final Duration MOST_PAUSE = Duration.ofSeconds(2);
    private static final int LONGEST_NUMBER = 64;

    /// For a reader that ends its numbers with Enter, as most do from the factory. Stands below
    /// the bounds, which it is held to.
    public static final KeyboardSettings USUAL =
            new KeyboardSettings(Layout.BITS_64, Ending.ENTER, Duration.ofMillis(200), 4, 32);

    public KeyboardSettings {
        if (pause.compareTo(LEAST_PAUSE) < 0 || pause.compareTo(MOST_PAUSE) > 0) {
            throw new IllegalArgumentException("the pause after a number is " + LEAST_PAUSE.toMillis() + " to "
                    + MOST_PAUSE.toMillis() + " ms, found " + pause);
        }
        if (fewest < 1 || most < fewest || most > LONGEST_NUMBER) {
            throw new IllegalArgumentException("a card number has 1 to " + LONGEST_NUMBER
                    + " digits, the most not less than the fewest; found " + fewest + " to " + most);
        }
    }

    /// The kernel's `struct input_event`, little-endian: seconds, microseconds, type, code, value.
    public enum Layout {
        /// of a program of 64 bits: 24 bytes
        BITS_64(8),
        /// of a program of 32 bits: 16 bytes
        BITS_32(4);

        private final int timeBytes;

        Layout(int timeBytes) {
            this.timeBytes = timeBytes;
        }

        /// How many bytes seconds have, and microseconds.
        int timeBytes() {
            return timeBytes;
        }

        /// How many bytes an event has.
        public int eventBytes() {
            return 2 * timeBytes + 8;
        }
    }

    /// What ends a number.
    public enum Ending {
        /// Enter or Tab; digits that a pause ends without it are no number
        ENTER,
        /// a pause, and Enter or Tab at once
        PAUSE
    }
}
