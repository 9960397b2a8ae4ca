package dev.seatline.device.seat;

import dev.seatline.wire.JournalId;
import dev.seatline.wire.Outcome;

/// What the seat wishes to happen after its facts are on disk. Lamp, digits and buzzer are no actions: they follow
/// from the seat by [Seat#outputs].
public sealed interface Action {
    /// Tells the hub what became of an order.
    record Answer(Outcome outcome) implements Action {}

    /// Sends the facts again from here.
    record Resend(JournalId journal, long sequence) implements Action {}
}
