package dev.seatline.device.check;

import dev.seatline.device.seat.Outputs;
import dev.seatline.device.seat.Outputs.Buzzer;
import dev.seatline.device.seat.Outputs.Colour;
import dev.seatline.device.seat.Outputs.Lamp;
import dev.seatline.device.seat.Outputs.Pattern;
import dev.seatline.wire.SeatParts;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a technician lets lamp, digits or buzzer show, to see or hear whether they do.
public enum TestPattern {
    LAMP_GREEN(Colour.GREEN, Pattern.STEADY, true),
    LAMP_BLUE(Colour.BLUE, Pattern.STEADY, true),
    LAMP_RED(Colour.RED, Pattern.STEADY, true),
    LAMP_AMBER(Colour.AMBER, Pattern.STEADY, true),
    LAMP_BLINK(Colour.GREEN, Pattern.FAST_BLINK, false),
    /// every segment of every digit
    DIGITS_ALL("8888"),
    /// each digit another one: whether they are in order
    DIGITS_ORDER("1234"),
    BUZZER_CHIRP(Buzzer.CHIRP, false),
    BUZZER_ERROR(Buzzer.ERROR, false),
    BUZZER_REMINDER(Buzzer.REMINDER, true);

    private final String part;
    private final Colour colour;
    private final Pattern pattern;
    private final String digits;
    private final Buzzer buzzer;
    private final boolean asked;

    TestPattern(Colour colour, Pattern pattern, boolean asked) {
        this(SeatParts.LAMP, colour, pattern, "", Buzzer.SILENT, asked);
    }

    TestPattern(String digits) {
        this(SeatParts.DIGITS, Colour.OFF, Pattern.STEADY, digits, Buzzer.SILENT, true);
    }

    TestPattern(Buzzer buzzer, boolean asked) {
        this(SeatParts.BUZZER, Colour.OFF, Pattern.STEADY, "", buzzer, asked);
    }

    TestPattern(String part, Colour colour, Pattern pattern, String digits, Buzzer buzzer, boolean asked) {
        this.part = part;
        this.colour = colour;
        this.pattern = pattern;
        this.digits = digits;
        this.buzzer = buzzer;
        this.asked = asked;
    }

    /// Which part shows it, one of [SeatParts].
    public String part() {
        return part;
    }

    /// Whether the guided check asks for it: the others tell no more than these.
    boolean asked() {
        return asked;
    }

    Outputs outputs() {
        return new Outputs(new Lamp(colour, pattern, false), digits, buzzer);
    }

    /// As it is spelt outside: `lamp-green`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<TestPattern> of(String id) {
        return Arrays.stream(values()).filter(one -> one.id().equals(id)).findFirst();
    }
}
