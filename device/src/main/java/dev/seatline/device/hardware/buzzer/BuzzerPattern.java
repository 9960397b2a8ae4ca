package dev.seatline.device.hardware.buzzer;

import dev.seatline.device.seat.Outputs.Buzzer;
import java.util.OptionalLong;

/// What a buzzer plays, once: so many beeps with pauses between. Accepted and refused must not be mistaken for
/// each other by somebody who does not look, so they differ in number, and no beep is longer than the time that
/// the seat gives them. Times are nanoseconds since the beginning. Immutable; any thread.
///
/// @param beeps 0 for silence
/// @param beep how long one beep is
/// @param pause how long the silence between two is
record BuzzerPattern(int beeps, long beep, long pause) {
    private static final long MILLISECOND = 1_000_000L;

    static BuzzerPattern of(Buzzer sound) {
        return switch (sound) {
            case SILENT -> new BuzzerPattern(0, 0, 0);
            case CHIRP -> new BuzzerPattern(1, 60 * MILLISECOND, 0);
            case ERROR -> new BuzzerPattern(3, 80 * MILLISECOND, 80 * MILLISECOND);
            case REMINDER -> new BuzzerPattern(2, 200 * MILLISECOND, 150 * MILLISECOND);
        };
    }

    /// @param elapsed 0 or more
    boolean sounds(long elapsed) {
        return elapsed < length() && elapsed % (beep + pause) < beep;
    }

    /// When the buzzer is next switched on or off: later than `elapsed`; empty when it stays silent.
    OptionalLong nextChange(long elapsed) {
        if (elapsed >= length()) {
            return OptionalLong.empty();
        }
        long inBeep = elapsed % (beep + pause);
        return OptionalLong.of(elapsed - inBeep + (inBeep < beep ? beep : beep + pause));
    }

    /// From the first beep to the end of the last.
    long length() {
        return beeps == 0 ? 0 : beeps * (beep + pause) - pause;
    }
}
