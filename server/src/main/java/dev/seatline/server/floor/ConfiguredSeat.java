package dev.seatline.server.floor;

import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.SeatId;

/// A seat of the configuration and the one console that serves it.
///
/// @param team of the seat, empty for none
public record ConfiguredSeat(SeatId seat, ConsoleId console, String team) {}
