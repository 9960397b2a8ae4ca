package dev.seatline.bench.demo;

import dev.seatline.device.seat.Input;
import java.time.Duration;

/// One thing that somebody (or the telephone) does at a seat, and how long until the next look at it.
///
/// @param pause on the demo's clock
record Deed(Act act, Duration pause) {

    /// What is done.
    sealed interface Act {
        /// Nothing: the person just works on.
        record Wait() implements Act {}

        /// Somebody holds a badge to the reader.
        record Tap(Badge badge) implements Act {}

        /// The agent presses the button.
        record Press(Input.Press press) implements Act {}

        /// The phone rings so many bursts, unless it is answered before.
        record Ring(int bursts) implements Act {}

        /// The agent lifts the headset, or puts it back.
        record Hook(boolean lifted) implements Act {}
    }

    /// Whose badge.
    enum Badge {
        OWNER,
        RELIEF
    }
}
