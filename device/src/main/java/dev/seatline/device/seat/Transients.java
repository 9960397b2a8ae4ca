package dev.seatline.device.seat;

import java.time.Duration;

/// What buzzer, lamp and digits show for a moment only. Each "until" is elapsed time; one that lies in the past
/// (or is zero) means that it is over.
///
/// @param buzzer the last sound
/// @param refusedUntil how long the lamp says that a card was refused
/// @param text what an order shows on the digits
/// @param identifyUntil how long the lamp blinks so that the seat can be found
record Transients(
        Outputs.Buzzer buzzer,
        Duration buzzUntil,
        Duration refusedUntil,
        String text,
        Duration textUntil,
        Duration identifyUntil) {

    static final Transients NONE =
            new Transients(Outputs.Buzzer.SILENT, Duration.ZERO, Duration.ZERO, "", Duration.ZERO, Duration.ZERO);

    private static final Duration CHIRP = Duration.ofMillis(200);
    private static final Duration ERROR = Duration.ofMillis(600);
    private static final Duration REMINDER = Duration.ofSeconds(1);
    private static final Duration REFUSED_CARD = Duration.ofSeconds(2);
    private static final Duration TEXT = Duration.ofSeconds(10);
    private static final Duration IDENTIFY = Duration.ofSeconds(10);

    Transients buzzing(Outputs.Buzzer sound, Duration at) {
        Duration length = switch (sound) {
            case SILENT -> Duration.ZERO;
            case CHIRP -> CHIRP;
            case ERROR -> ERROR;
            case REMINDER -> REMINDER;
        };
        return new Transients(sound, at.plus(length), refusedUntil, text, textUntil, identifyUntil);
    }

    Transients cardRefused(Duration at) {
        return new Transients(buzzer, buzzUntil, at.plus(REFUSED_CARD), text, textUntil, identifyUntil);
    }

    Transients showing(String wished, Duration at) {
        return new Transients(buzzer, buzzUntil, refusedUntil, wished, at.plus(TEXT), identifyUntil);
    }

    Transients identifying(Duration at) {
        return new Transients(buzzer, buzzUntil, refusedUntil, text, textUntil, at.plus(IDENTIFY));
    }
}
