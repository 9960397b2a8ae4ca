package dev.seatline.server.rules;

import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One thing that a verdict rests on: what happened, what was planned, or another verdict.
///
/// @param what as a code: `shift-start`, `sign-in`, `declared`, `answered`, `form`, `verdict`…
/// @param at when, or null for what has no moment
/// @param seat where, or null
/// @param person who, or null
/// @param value what else is to be known, empty for nothing
/// @param source where it stands in the ledger: `console/journal/sequence`, `form/id`; empty where it is planned or
/// computed
public record Ground(
        String what,
        @Nullable Instant at,
        @Nullable SeatId seat,
        @Nullable PersonId person,
        String value,
        String source) {
    public static Ground planned(String what, Instant at) {
        return new Ground(what, at, null, null, "", "");
    }

    public static Ground computed(String what, String value) {
        return new Ground(what, null, null, null, value, "");
    }
}
