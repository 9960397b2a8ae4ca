package dev.seatline.server.floor;

import dev.seatline.wire.ConsoleStatus;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SeatReport;
import java.time.Instant;

/// Something that the hub has learned about a seat or about its own ears. News of seats that are not configured
/// change nothing.
public sealed interface FloorNews {
    /// A fact that is in the ledger, or will be before anybody sees the floor that follows from it.
    ///
    /// @param at the best known time of the fact
    record Delivered(SeatId seat, Envelope envelope, Instant at, Instant received) implements FloorNews {}

    /// The console told what its seat is now. May be old: a broker keeps the last one.
    record Reported(SeatId seat, SeatReport report, Instant received) implements FloorNews {}

    /// The console told how it is, or its will told that it is gone.
    record StatusHeard(SeatId seat, ConsoleStatus status, Instant received) implements FloorNews {}

    /// Facts of the seat are lost for ever.
    ///
    /// @param facts how many
    record Lost(SeatId seat, long facts) implements FloorNews {}

    /// The hub lost its own way to the consoles, or has it again: meanwhile it knows of no live link.
    record HearingChanged(boolean hears, Instant at) implements FloorNews {}
}
