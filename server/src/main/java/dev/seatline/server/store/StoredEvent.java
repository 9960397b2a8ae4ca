package dev.seatline.server.store;

import dev.seatline.wire.Envelope;
import dev.seatline.wire.SeatId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// A fact in the ledger.
///
/// @param id place in the ledger, growing; the cursor of `/api/v1/events`
/// @param seat where it happened
/// @param received when the hub took it
/// @param at the best known time of the fact: its wall time, or repaired where the console's clock was wrong; of an
/// untrusted one the best guess
/// @param time how good `at` is
public record StoredEvent(long id, SeatId seat, Envelope envelope, Instant received, Instant at, TimeQuality time) {

    /// How far a clock may be ahead of the hub's; beyond that it is not believed.
    public static final Duration AHEAD = Duration.ofMinutes(5);

    /// This fact with its time repaired, if it needs that and the beginning of its start can do it.
    ///
    /// @param began when the console's start began during which it was recorded
    public StoredEvent knowing(Instant began) {
        if (time != TimeQuality.UNTRUSTED) {
            return this;
        }
        return repaired(began, envelope.elapsedMillis(), received)
                .map(instant -> new StoredEvent(id, seat, envelope, received, instant, TimeQuality.REPAIRED))
                .orElse(this);
    }

    /// The moment so long after the beginning of a start; empty when that cannot have been before it was received.
    public static Optional<Instant> repaired(Instant began, long elapsedMillis, Instant received) {
        try {
            Instant at = began.plusMillis(elapsedMillis).truncatedTo(ChronoUnit.MILLIS);
            return at.isAfter(received.plus(AHEAD)) ? Optional.empty() : Optional.of(at);
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

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
