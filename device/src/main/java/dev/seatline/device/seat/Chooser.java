package dev.seatline.device.seat;

import dev.seatline.wire.BreakType;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Reason;
import dev.seatline.wire.Settings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The numbered reasons or break types that short presses step through for a few seconds. What is shown is
/// declared already, so silence accepts it and a power cut loses nothing.
///
/// @param index of the present choice, from 0
/// @param until elapsed time at which the present choice stands
record Chooser(int index, Duration until) {

    /// The chooser that opens with this declaration, or null where there is nothing to choose.
    static @Nullable Chooser opened(Declaration declared, Settings settings, Duration until) {
        int index = indexOf(declared, settings);
        return index < 0 || choices(declared, settings) < 2 ? null : new Chooser(index, until);
    }

    /// Whether a short press would step on: not once something else has been declared meanwhile or other
    /// settings came, nor in a call.
    boolean isOpen(Seat seat) {
        return seat.latest().compareTo(until) < 0
                && seat.state().agent() != null
                && !Line.busy(seat.state())
                && indexOf(seat.state().declaration(), seat.settings()) == index;
    }

    /// The choice after the present one; after the last comes the first.
    Declaration next(Declaration declared, Settings settings) {
        int next = (index + 1) % choices(declared, settings);
        return switch (declared) {
            case Declaration.NotReady _ ->
                new Declaration.NotReady(settings.reasons().get(next));
            case Declaration.BreakRequested _ ->
                new Declaration.BreakRequested(settings.breakTypes().get(next), 0);
            case Declaration.Ready _,
                    Declaration.RestBreak _,
                    Declaration.WrapUp _,
                    Declaration.Study _,
                    Declaration.HandOver _ -> declared;
        };
    }

    private static int indexOf(Declaration declared, Settings settings) {
        return switch (declared) {
            case Declaration.NotReady(Reason reason) -> settings.reasons().indexOf(reason);
            case Declaration.BreakRequested(BreakType type, int _) ->
                settings.breakTypes().indexOf(type);
            case Declaration.Ready _,
                    Declaration.RestBreak _,
                    Declaration.WrapUp _,
                    Declaration.Study _,
                    Declaration.HandOver _ -> -1;
        };
    }

    private static int choices(Declaration declared, Settings settings) {
        List<?> offered = declared instanceof Declaration.BreakRequested ? settings.breakTypes() : settings.reasons();
        return offered.size();
    }
}
