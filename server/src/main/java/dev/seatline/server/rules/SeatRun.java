package dev.seatline.server.rules;

import dev.seatline.wire.Call;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Fact;
import dev.seatline.wire.Headset;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SeatState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One seat as the rules follow it: its state, and since when each part of it is so. Immutable.
///
/// @param signedIn since when the present agent is here; meaningless while nobody is
/// @param declared since when the declaration stands
/// @param headset since when the headset is where it is
/// @param raised since when the hand is up; meaningless while it is down
/// @param ring the first burst of the present or last ringing, or null
/// @param readyAtRing whether the seat was ready when it began to ring
/// @param active the last deed of a person at the seat
/// @param last the agent who was here last, present or not, or null
/// @param online whether its console is linked
/// @param lost whether what happens here is not known now
/// @param personal since when a personal call goes on, or null
/// @param call since when the present call goes on; meaningless without one
public record SeatRun(
        SeatId seat,
        SeatState state,
        Mark signedIn,
        Mark declared,
        Mark headset,
        Mark raised,
        @Nullable Mark ring,
        boolean readyAtRing,
        Mark active,
        @Nullable PersonId last,
        boolean online,
        boolean lost,
        @Nullable Mark personal,
        Mark call) {

    /// A seat of which nothing has been told but its state.
    public static SeatRun of(SeatId seat, SeatState state, Mark mark) {
        return new SeatRun(
                seat, state, mark, mark, mark, mark, null, false, mark, state.agent(), true, false, null, mark);
    }

    public @Nullable PersonId agent() {
        return state.agent();
    }

    public boolean ready() {
        return state.agent() != null && state.declaration() instanceof Declaration.Ready;
    }

    /// Whether a call is going on, as far as the seat tells.
    public boolean inCall() {
        return state.call() instanceof Call.InCall || state.call() instanceof Call.OnHold;
    }

    public Headset headsetPlace() {
        return state.headset();
    }

    /// After one more fact.
    public SeatRun after(Happening.Sensed sensed) {
        Mark mark = new Mark(sensed.at(), sensed.place().toString());
        SeatState next = sensed.after();
        Fact fact = sensed.fact();
        boolean sameAgent = Objects.equals(next.agent(), state.agent());
        boolean sameDeclaration = sameAgent && next.declaration().equals(state.declaration());
        boolean sameCall = next.call().getClass() == state.call().getClass();
        boolean begins = fact instanceof Fact.RingCounted counted && counted.rings() == 1;
        return new SeatRun(
                seat,
                next,
                sameAgent ? signedIn : mark,
                sameDeclaration || placeTold(next) ? declared : mark,
                next.headset() == state.headset() ? headset : mark,
                next.handRaised() == state.handRaised() ? raised : mark,
                begins || (ring == null && fact instanceof Fact.RingCounted) ? mark : ring,
                begins ? ready() : readyAtRing,
                deed(fact) ? mark : active,
                next.agent() != null ? next.agent() : last,
                online,
                lost,
                personal,
                sameCall ? call : mark);
    }

    /// Whether only the place in line has changed: the agent asked before.
    private boolean placeTold(SeatState next) {
        return Objects.equals(next.agent(), state.agent())
                && next.declaration() instanceof Declaration.BreakRequested
                && state.declaration() instanceof Declaration.BreakRequested;
    }

    private static boolean deed(Fact fact) {
        return switch (fact) {
            case Fact.SignedIn _,
                    Fact.SignedOut _,
                    Fact.HeadsetMoved _,
                    Fact.CallBegan _,
                    Fact.CallEnded _,
                    Fact.HandRaised _,
                    Fact.FaultReported _,
                    Fact.ChangePended _,
                    Fact.PendingDropped _ -> true;
            case Fact.Declared declared -> declared.cause() == Fact.Cause.PRESS || declared.cause() == Fact.Cause.BADGE;
            case Fact.HandLowered lowered -> lowered.cause() == Fact.Cause.PRESS;
            case Fact.RingingEnded ended -> ended.end() == Fact.RingEnd.ANSWERED;
            case Fact.JournalBegan _,
                    Fact.BootBegan _,
                    Fact.ClockAnchored _,
                    Fact.LinkLost _,
                    Fact.LinkRegained _,
                    Fact.CardRefused _,
                    Fact.ReliefAnnounced _,
                    Fact.ReliefWithdrawn _,
                    Fact.SeenByLeader _,
                    Fact.RingCounted _,
                    Fact.PartFailed _,
                    Fact.PartRecovered _,
                    Fact.Unrecognised _ -> false;
        };
    }

    public SeatRun linked(boolean now) {
        return with(now, lost, personal);
    }

    public SeatRun lost(boolean now) {
        return with(online, now, personal);
    }

    /// Known again from here on. How long things have been so is counted from here: what was in between nobody knows,
    /// but who is there has his sign-in.
    public SeatRun found(Mark mark) {
        return new SeatRun(
                seat, state, signedIn, mark, mark, mark, null, readyAtRing, mark, last, online, false, null, mark);
    }

    /// With a personal call begun, or ended.
    public SeatRun personal(@Nullable Mark since) {
        return with(online, lost, since);
    }

    private SeatRun with(boolean linked, boolean unknown, @Nullable Mark since) {
        return new SeatRun(
                seat,
                state,
                signedIn,
                declared,
                headset,
                raised,
                ring,
                readyAtRing,
                active,
                last,
                linked,
                unknown,
                since,
                call);
    }
}
