package dev.seatline.device.seat;

import dev.seatline.wire.CardCode;
import dev.seatline.wire.Order;
import dev.seatline.wire.Settings;

/// What the seat is asked to deal with. Produced by hardware, link and timers; decided by [Seat#decide].
public sealed interface Input {
    /// A badge was held to the reader.
    record CardRead(CardCode card) implements Input {}

    /// The button was pressed.
    record ButtonPressed(Press press) implements Input {}

    /// The hook switch says where the headset is.
    record HookMoved(boolean lifted) implements Input {}

    /// The bell gave one burst. Silence is noticed by the seat itself, by its deadline.
    record BellRang() implements Input {}

    /// A part of the hardware stopped answering or answers again.
    record PartReported(String part, boolean ok, String detail) implements Input {}

    /// The link to the hub changed.
    record LinkChanged(boolean online) implements Input {}

    /// The wall clock became trusted.
    ///
    /// @param stepMillis how far it had moved against the monotonic clock since boot
    record ClockBecameTrusted(long stepMillis) implements Input {}

    /// The hub sent settings (or the kept ones were read at start).
    record SettingsArrived(Settings settings) implements Input {}

    /// The hub sent an order.
    record OrderArrived(Order order) implements Input {}

    /// Nothing but time: the deadline of [Seat#nextDeadline] is reached.
    record TimePassed() implements Input {}

    /// How the button was pressed.
    enum Press {
        SHORT,
        DOUBLE,
        /// one second
        LONG,
        /// three seconds
        VERY_LONG
    }
}
