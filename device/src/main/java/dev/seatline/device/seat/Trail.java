package dev.seatline.device.seat;

import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Fact;
import dev.seatline.wire.SeatState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What facts leave behind at this console besides [SeatState]: when the declaration began on the monotonic
/// clock, what was declared before a break was asked for, the rings so far. Changed by [Seat#after] only.
///
/// @param sinceAtStart when the journal says that the state at the start of the program began
/// @param declaredAt elapsed time at which the declaration began; negative when before this boot, null while
/// not known
/// @param estimated whether that is a guess made without a trusted clock
/// @param beforeBreak what is declared again when a break asked for is refused or given up
/// @param pendedBy who asked for the pending change, or null when there is none or it is older than this start
/// @param rings bursts of a ringing that has not ended, also of a second caller during a call
/// @param ringsOfUnknownEnd bursts of the last ringing that ended without anybody knowing how
/// @param online whether the link is recorded as connected
/// @param clockStep step of the clock that is recorded, or null
record Trail(
        Instant sinceAtStart,
        @Nullable Duration declaredAt,
        boolean estimated,
        Declaration beforeBreak,
        Fact.@Nullable Cause pendedBy,
        int rings,
        int ringsOfUnknownEnd,
        boolean online,
        @Nullable Long clockStep) {

    /// A declaration that seems older than this is the fruit of a wrong clock.
    private static final Duration OLDEST = Duration.ofHours(24);

    /// The trail at the start of the program. An agent who asked for a break works on until it is granted, so
    /// ready is what he goes back to when nothing better is known.
    static Trail started(SeatState state) {
        return new Trail(state.since(), null, false, new Declaration.Ready(), null, state.rings(), 0, false, null);
    }

    /// The same trail with the beginning of the declaration placed on the monotonic clock. After a restart that
    /// needs the wall clock; while it cannot be trusted the time counts from now, so that nothing is held
    /// against the agent.
    Trail anchored(Moment now) {
        if (declaredAt != null) {
            return this;
        }
        boolean trusted = now.clock() == ClockTrust.TRUSTED;
        return declaredAt(trusted ? now.elapsed().minus(spent(now.wall())) : now.elapsed(), !trusted);
    }

    private Duration spent(Instant wall) {
        // a wall clock from before 1970 or from the far end of time would overflow a span, so compare first
        if (wall.isBefore(sinceAtStart) || wall.isAfter(sinceAtStart.plus(OLDEST))) {
            return Duration.ZERO;
        }
        return Duration.between(sinceAtStart, wall);
    }

    /// The trail after one more fact.
    ///
    /// @param before the state that the fact is applied to
    Trail after(Fact fact, SeatState before, Moment now) {
        return switch (fact) {
            case Fact.BootBegan _ -> withRings(0, 0).withLink(false).withClockStep(null);
            case Fact.SignedIn _, Fact.SignedOut _ ->
                declaredAt(now.elapsed(), false).withPendedBy(null).withBeforeBreak(new Declaration.Ready());
            case Fact.Declared(Declaration declared, Fact.Cause _) ->
                afterDeclared(declared, before.declaration(), now.elapsed());
            case Fact.ChangePended pended -> withPendedBy(pended.cause());
            case Fact.PendingDropped _ -> withPendedBy(null);
            case Fact.RingCounted counted -> withRings(counted.rings(), ringsOfUnknownEnd);
            case Fact.RingingEnded ended ->
                withRings(0, ended.end() == Fact.RingEnd.UNKNOWN ? ended.rings() : ringsOfUnknownEnd);
            case Fact.CallBegan _ -> withRings(0, ringsOfUnknownEnd);
            case Fact.LinkLost _ -> withLink(false);
            case Fact.LinkRegained _ -> withLink(true);
            case Fact.ClockAnchored anchored ->
                withClockStep(anchored.stepMillis()).estimatedAgain(now);
            case Fact.JournalBegan _,
                    Fact.CardRefused _,
                    Fact.ReliefAnnounced _,
                    Fact.ReliefWithdrawn _,
                    Fact.SeenByLeader _,
                    Fact.HeadsetMoved _,
                    Fact.CallEnded _,
                    Fact.HandRaised _,
                    Fact.HandLowered _,
                    Fact.FaultReported _,
                    Fact.PartFailed _,
                    Fact.PartRecovered _,
                    Fact.Unrecognised _ -> this;
        };
    }

    /// Another reason does not begin a new not ready: its limit is on being not ready at all.
    private Trail afterDeclared(Declaration declared, Declaration before, Duration at) {
        boolean goesOn = declared instanceof Declaration.NotReady && before instanceof Declaration.NotReady;
        Trail next = goesOn ? this : declaredAt(at, false);
        boolean asks =
                declared instanceof Declaration.BreakRequested && !(before instanceof Declaration.BreakRequested);
        return (asks ? next.withBeforeBreak(before) : next).withPendedBy(null);
    }

    private Trail estimatedAgain(Moment now) {
        return estimated ? declaredAt(now.elapsed().minus(spent(now.wall())), false) : this;
    }

    private Trail declaredAt(Duration at, boolean guessed) {
        return new Trail(sinceAtStart, at, guessed, beforeBreak, pendedBy, rings, ringsOfUnknownEnd, online, clockStep);
    }

    private Trail withBeforeBreak(Declaration declared) {
        return new Trail(
                sinceAtStart, declaredAt, estimated, declared, pendedBy, rings, ringsOfUnknownEnd, online, clockStep);
    }

    private Trail withPendedBy(Fact.@Nullable Cause cause) {
        return new Trail(
                sinceAtStart, declaredAt, estimated, beforeBreak, cause, rings, ringsOfUnknownEnd, online, clockStep);
    }

    private Trail withRings(int counted, int unknown) {
        return new Trail(
                sinceAtStart, declaredAt, estimated, beforeBreak, pendedBy, counted, unknown, online, clockStep);
    }

    private Trail withLink(boolean connected) {
        return new Trail(
                sinceAtStart,
                declaredAt,
                estimated,
                beforeBreak,
                pendedBy,
                rings,
                ringsOfUnknownEnd,
                connected,
                clockStep);
    }

    private Trail withClockStep(@Nullable Long step) {
        return new Trail(
                sinceAtStart, declaredAt, estimated, beforeBreak, pendedBy, rings, ringsOfUnknownEnd, online, step);
    }
}
