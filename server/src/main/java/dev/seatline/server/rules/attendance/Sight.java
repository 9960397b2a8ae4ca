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

    /// The same, and whether before, from an earlier moment on, facts were missing of them and nobody knows how they
    /// were
    /// then.
    static boolean missing(Duty duty, @Nullable SeatId there, Instant from, Instant earlier, Instant to, Scene scene) {
        SeatId planned = duty.seat();
        return missing(duty, there, from, to, scene)
                || (there != null && scene.unsure(there, earlier, to))
                || (planned != null && scene.unsure(planned, earlier, to));
    }
}
