package dev.seatline.device.seat;

/// What the seat shows to the person before it.
///
/// @param digits at most 4 characters, empty for dark
public record Outputs(Lamp lamp, String digits, Buzzer buzzer) {
    public static final Outputs DARK = new Outputs(new Lamp(Colour.OFF, Pattern.STEADY, false), "", Buzzer.SILENT);

    public Outputs {
        if (digits.length() > 4) {
            throw new IllegalArgumentException("4 digits at most, found \"" + digits + "\"");
        }
    }

    /// The lamp.
    ///
    /// @param offlineGap whether a short dark gap every 5 s says "recorded here, not yet delivered"
    public record Lamp(Colour colour, Pattern pattern, boolean offlineGap) {}

    public enum Colour {
        OFF,
        GREEN,
        BLUE,
        RED,
        AMBER
    }

    public enum Pattern {
        STEADY,
        SLOW_BLINK,
        FAST_BLINK,
        DOUBLE_BLINK
    }

    public enum Buzzer {
        SILENT,
        /// accepted
        CHIRP,
        /// refused
        ERROR,
        /// a limit is near or passed
        REMINDER
    }
}
