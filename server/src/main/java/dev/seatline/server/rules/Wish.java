package dev.seatline.server.rules;

import dev.seatline.wire.BreakType;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.time.Instant;

/// Something that a rule wants done at a seat now. It is carried out once, when it is judged live; judging a past day
/// again carries nothing out.
public sealed interface Wish {
    SeatId seat();

    /// When it came to be wanted.
    Instant at();

    /// Lets a break begin.
    record GrantBreak(SeatId seat, PersonId agent, BreakType type, int minutes, Instant at) implements Wish {}

    /// Refuses it, with one of the reasons of `break-refused`.
    record RefuseBreak(SeatId seat, PersonId agent, String reason, Instant at) implements Wish {}

    /// Tells a place in line, from 1.
    record TellPlace(SeatId seat, PersonId agent, int place, Instant at) implements Wish {}

    /// Shows a reminder at the seat: apologise, hang up the headset, switch off.
    ///
    /// @param text 1 to 4 characters for the digits
    record Remind(SeatId seat, String text, Instant at) implements Wish {}
}
