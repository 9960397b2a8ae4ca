package dev.seatline.server.floor;

import java.time.Instant;
import java.util.List;

/// All seats at one moment, in the order of the configuration. Immutable; any thread.
///
/// @param version grows with every change of any seat
public record FloorSnapshot(long version, Instant at, List<SeatView> seats) {
    public FloorSnapshot {
        seats = List.copyOf(seats);
    }
}
