package dev.seatline.server.rules.attendance;

import dev.seatline.server.rules.Roster.Duty;
import dev.seatline.server.rules.Scene;
import dev.seatline.wire.SeatId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What can be known of a coming and going.
final class Sight {
    private Sight() {}

    /// Whether facts are missing of where he was or should have been, at some time between two moments. Whoever is
    /// found at a seat of which nothing was known may have been there for long.
    static boolean missing(Duty duty, @Nullable SeatId there, Instant from, Instant to, Scene scene) {
        SeatId planned = duty.seat();
        return (there != null && scene.unknown(there, from, to))
                || (planned != null && scene.unknown(planned, from, to));
    }
}
