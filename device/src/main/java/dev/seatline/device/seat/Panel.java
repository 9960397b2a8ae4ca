package dev.seatline.device.seat;

import dev.seatline.wire.Declaration;
import dev.seatline.wire.Person;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.ShownState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What lamp, digits and buzzer show: the table of `design.md` §4, and before it what lasts only a moment.
final class Panel {
    private Panel() {}

    static Outputs outputs(Seat seat, Moment now) {
        Transients transients = seat.memory().transients();
        Outputs.Lamp lamp = lamp(seat, now.elapsed());
        String digits = digits(seat, now.elapsed());
        boolean sounds = now.elapsed().compareTo(transients.buzzUntil()) < 0;
        return new Outputs(lamp, digits, sounds ? transients.buzzer() : Outputs.Buzzer.SILENT);
    }

    private static Outputs.Lamp lamp(Seat seat, Duration at) {
        Transients transients = seat.memory().transients();
        if (at.compareTo(transients.identifyUntil()) < 0) {
            // no state looks like this
            return lit(seat, Outputs.Colour.AMBER, Outputs.Pattern.FAST_BLINK);
        }
        if (at.compareTo(transients.refusedUntil()) < 0 || !seat.recording()) {
            return lit(seat, Outputs.Colour.AMBER, Outputs.Pattern.DOUBLE_BLINK);
        }
        Outputs.Pattern nearLimit =
                reached(Timers.nearLimitAt(seat), at) ? Outputs.Pattern.SLOW_BLINK : Outputs.Pattern.STEADY;
        return switch (seat.state().shown()) {
            case SIGNED_OUT, UNATTENDED, OFFLINE -> lit(seat, Outputs.Colour.OFF, Outputs.Pattern.STEADY);
            case READY -> lit(seat, Outputs.Colour.GREEN, Outputs.Pattern.STEADY);
            case RINGING -> lit(seat, Outputs.Colour.GREEN, Outputs.Pattern.FAST_BLINK);
            case TALKING -> lit(seat, Outputs.Colour.BLUE, Outputs.Pattern.STEADY);
            case WRAP_UP -> lit(seat, Outputs.Colour.AMBER, Outputs.Pattern.STEADY);
            case NOT_READY -> lit(seat, Outputs.Colour.RED, nearLimit);
            case BREAK_REQUESTED -> lit(seat, Outputs.Colour.AMBER, Outputs.Pattern.SLOW_BLINK);
            case BREAK -> lit(seat, Outputs.Colour.AMBER, nearLimit);
            case UNKNOWN -> lit(seat, Outputs.Colour.AMBER, Outputs.Pattern.DOUBLE_BLINK);
        };
    }

    private static Outputs.Lamp lit(Seat seat, Outputs.Colour colour, Outputs.Pattern pattern) {
        return new Outputs.Lamp(colour, pattern, !seat.memory().sensed().online());
    }

    private static String digits(Seat seat, Duration at) {
        if (!seat.recording()) {
            return "FULL";
        }
        Transients transients = seat.memory().transients();
        if (at.compareTo(transients.textUntil()) < 0) {
            return transients.text();
        }
        Chooser chooser = seat.memory().chooser();
        if (chooser != null && chooser.isOpen(seat)) {
            return Integer.toString(chooser.index() + 1);
        }
        SeatState state = seat.state();
        if (!(state.person() instanceof Person.Agent agent)) {
            return "";
        }
        String number = number(seat, state.shown(), at);
        if (!number.isEmpty()) {
            return number;
        }
        return agent.relief() != null ? "HO" : state.handRaised() ? "H" : "";
    }

    /// The number that belongs to the shown state, or empty. During a call that is the rings of a second
    /// caller.
    private static String number(Seat seat, ShownState shown, Duration at) {
        return switch (shown) {
            case RINGING, TALKING -> positive(seat.trail().rings());
            case BREAK_REQUESTED ->
                seat.state().declaration() instanceof Declaration.BreakRequested asked ? positive(asked.place()) : "";
            case BREAK -> {
                Duration limit = Timers.limitAt(seat);
                yield limit == null ? "" : Long.toString(Timers.breakMinutesLeft(limit, at));
            }
            case SIGNED_OUT, READY, WRAP_UP, NOT_READY, UNATTENDED, UNKNOWN, OFFLINE -> "";
        };
    }

    private static String positive(int number) {
        return number > 0 ? Integer.toString(number) : "";
    }

    private static boolean reached(@Nullable Duration deadline, Duration at) {
        return deadline != null && at.compareTo(deadline) >= 0;
    }
}
