package dev.seatline.server.ingest;

import dev.seatline.wire.ConsoleStatus;
import dev.seatline.wire.EventBatch;
import dev.seatline.wire.Outcome;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SeatReport;

/// What one message of a console turned out to be.
public sealed interface Incoming {
    /// Facts of the seat's own console.
    record Events(SeatId seat, EventBatch batch) implements Incoming {}

    /// What the seat is now, in its own console's words.
    record Report(SeatId seat, SeatReport report) implements Incoming {}

    /// How the seat's own console is, or that it is gone.
    record Status(SeatId seat, ConsoleStatus status) implements Incoming {}

    /// What became of an order.
    record OutcomeOf(SeatId seat, Outcome outcome) implements Incoming {}

    /// Nothing that can be used.
    ///
    /// @param reason one line that names what was found and what is allowed; safe to log
    record Rejected(String reason) implements Incoming {}
}
