package dev.seatline.server.replay;

import dev.seatline.server.rules.Form;
import dev.seatline.server.rules.Happening;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Headset;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One step of a scenario: what somebody did, or what another system told.
///
/// @param line in the file; 0 for a step that nobody wrote
public record Step(int line, Instant at, Deed deed) {
    /// What was done.
    sealed interface Deed {}

    /// A badge is tapped.
    ///
    /// @param badge whose; nobody's when no person has this id
    record Tap(SeatId seat, PersonId badge) implements Deed {}

    record Declare(SeatId seat, Declaration declaration) implements Deed {}

    record Login(PersonId agent, SeatId seat, boolean in) implements Deed {}

    record HeadsetTo(SeatId seat, Headset headset) implements Deed {}

    /// @param rings bursts
    /// @param afterMillis exact time until it ended, or null for the end of the last burst
    record Ring(
            SeatId seat,
            int rings,
            boolean answered,
            @Nullable Long afterMillis) implements Deed {}

    /// @param pause silence before the release, in seconds
    record Call(
            SeatId seat,
            Happening.Telephony.Step step,
            @Nullable String releasedBy,
            @Nullable String tag,
            @Nullable Double pause,
            boolean personal)
            implements Deed {}

    record Raise(SeatId seat, boolean hand) implements Deed {}

    record Link(SeatId seat, boolean online) implements Deed {}

    record HandIn(Form form) implements Deed {}

    record Decide(
            Form.Decision decision,
            String form,
            @Nullable PersonId agent,
            @Nullable SeatId seat,
            PersonId by) implements Deed {}

    record Incident(String id, boolean open) implements Deed {}

    /// Read, and not judged yet: cases and faults.
    record Noted(String what) implements Deed {}

    /// Comes as planned: taps, and is ready at once.
    record Arrive(SeatId seat, PersonId agent) implements Deed {}

    /// Goes as planned.
    record Leave(SeatId seat, PersonId agent) implements Deed {}
}
