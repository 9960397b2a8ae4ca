package dev.seatline.server.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a program or a wall screen signs in with. The token itself is shown once and never kept.
///
/// @param name matches [dev.seatline.wire.Ids#SHAPE], unique among tokens
/// @param sha256 of the token, 64 hex digits
/// @param expires from when on it is refused, or null for never
public record ApiToken(
        String name, Role role, String sha256, @Nullable Instant expires, Instant created) {
    boolean expired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }
}
