package dev.seatline.device.seat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What inputs leave behind without being facts: gone with the power, and no harm done. Changed by
/// [Seat#decide] only.
///
/// @param taps cards held to the reader a moment ago
/// @param chooser the numbered choice that short presses step through, or null
/// @param transients what buzzer, lamp and digits show for a moment
/// @param sensed what the parts said last, recorded or not
/// @param orders outcomes already given
/// @param reminded start of the declaration of whose limit the agent has been reminded, or null
record Memory(
        RecentTaps taps,
        @Nullable Chooser chooser,
        Transients transients,
        Sensed sensed,
        AnsweredOrders orders,
        @Nullable Duration reminded) {

    static final Memory EMPTY =
            new Memory(RecentTaps.NONE, null, Transients.NONE, Sensed.NOTHING, AnsweredOrders.NONE, null);

    Memory with(RecentTaps changed) {
        return new Memory(changed, chooser, transients, sensed, orders, reminded);
    }

    Memory withChooser(@Nullable Chooser changed) {
        return new Memory(taps, changed, transients, sensed, orders, reminded);
    }

    Memory with(Transients changed) {
        return new Memory(taps, chooser, changed, sensed, orders, reminded);
    }

    Memory with(Sensed changed) {
        return new Memory(taps, chooser, transients, changed, orders, reminded);
    }

    Memory with(AnsweredOrders changed) {
        return new Memory(taps, chooser, transients, sensed, changed, reminded);
    }

    Memory withReminded(@Nullable Duration declaredAt) {
        return new Memory(taps, chooser, transients, sensed, orders, declaredAt);
    }
}
