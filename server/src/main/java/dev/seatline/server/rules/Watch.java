package dev.seatline.server.rules;

import java.time.Duration;
import java.time.Instant;

/// Something that goes on at a seat or in a team and may not go on for longer than its limit.
///
/// @param matter of the verdict that comes of it
/// @param since when it began
/// @param limit how long is allowed: exactly so long is
public record Watch(String matter, Mark since, Duration limit) {
    /// The first moment at which the limit is exceeded.
    public Instant deadline() {
        return since.at().plus(limit).plusMillis(1);
    }
}
