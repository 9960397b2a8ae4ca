package dev.seatline.server.store;

import dev.seatline.wire.Envelope;
import dev.seatline.wire.SeatId;
import java.time.Instant;

/// A fact in the ledger.
///
/// @param id place in the ledger, growing; the cursor of `/api/v1/events`
/// @param seat where it happened
/// @param received when the hub took it
/// @param at the best known time of the fact: its wall time, or repaired where the console's clock was wrong
/// @param time how good `at` is
public record StoredEvent(long id, SeatId seat, Envelope envelope, Instant received, Instant at, TimeQuality time) {

    /// How good the time of a fact is.
    public enum TimeQuality {
        /// the console's clock was trusted
        TRUSTED,
        /// computed from the monotonic time and a trusted moment of the same boot
        REPAIRED,
        /// the console never knew the time; bounded by its neighbours and the moment of receipt
        UNTRUSTED
    }
}
