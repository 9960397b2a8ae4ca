package dev.seatline.device.seat;

import dev.seatline.wire.Call;
import dev.seatline.wire.Fact;
import dev.seatline.wire.Headset;
import dev.seatline.wire.SeatState;
import java.time.Duration;

/// What hook and bell tell of the telephone. A bell that rings during a call is a second caller waiting: its
/// rings are recorded, the call goes on, and how that ringing ends is unknown, so nobody misses a call while
/// talking.
final class Line {
    /// Rings beyond this are not counted; at one in five seconds that is half a day.
    private static final int MOST_RINGS = 9999;

    private Line() {}

    /// Whether the telephone rings or a call goes on.
    static boolean busy(SeatState state) {
        return talking(state) || state.call() instanceof Call.Ringing;
    }

    static boolean talking(SeatState state) {
        return state.call() instanceof Call.InCall || state.call() instanceof Call.OnHold;
    }

    /// Records where the headset went and, where the hook tells of calls, what that means for them. The first
    /// word after a start counts as a move: a headset found lifted in the mode [SeatRules.HookMode#LINE] is a
    /// call.
    static void headsetMoved(Draft draft, Headset headset) {
        draft.record(new Fact.HeadsetMoved(headset));
        if (draft.rules().hook() == SeatRules.HookMode.REST) {
            return;
        }
        if (headset == Headset.LIFTED && !talking(draft.state())) {
            int rings = draft.seat().trail().rings();
            draft.record(
                    rings > 0
                            ? new Fact.RingingEnded(rings, Fact.RingEnd.ANSWERED)
                            : new Fact.CallBegan(ringsJustEnded(draft.seat())));
        } else if (headset == Headset.RESTING && talking(draft.state())) {
            draft.record(new Fact.CallEnded());
            Changes.afterCall(draft);
        }
    }

    /// Telephony may tell of an answer a moment before the hook does; the rings then belong to this call.
    private static int ringsJustEnded(Seat seat) {
        Duration burst = seat.memory().sensed().bell().burstAt();
        boolean justNow = burst != null
                && seat.latest().minus(burst).compareTo(seat.rules().ringSilence()) < 0;
        return justNow && seat.state().call() instanceof Call.Unknown
                ? seat.trail().ringsOfUnknownEnd()
                : 0;
    }

    /// One burst of the bell. Bursts nearer together than half the ring period are one ring: many countries
    /// ring twice in each period. A burst that runs on for a moment after the headset was lifted is the
    /// answered ring.
    static void bellRang(Draft draft) {
        Sensed.Bell bell = draft.memory().sensed().bell();
        int rings = draft.seat().trail().rings();
        Duration began = bell.ringAt();
        boolean near = began != null
                && draft.at().minus(began).compareTo(draft.rules().ringPeriod().dividedBy(2)) < 0;
        boolean toldByTelephony = rings > 0 && !bell.heard();
        boolean sameRing = toldByTelephony || (near && (rings > 0 || talking(draft.state())));
        Sensed.Bell rang = sameRing && began != null && !toldByTelephony
                ? new Sensed.Bell(began, draft.at(), true)
                : new Sensed.Bell(draft.at(), draft.at(), true);
        draft.remember(draft.memory().with(draft.memory().sensed().with(rang)));
        if (!sameRing && rings < MOST_RINGS) {
            draft.record(new Fact.RingCounted(rings + 1));
        }
    }

    /// The bell has been silent for long enough.
    static void fellSilent(Draft draft) {
        boolean missed = draft.rules().hook() == SeatRules.HookMode.LINE
                && draft.memory().sensed().bell().heard()
                && draft.state().call() instanceof Call.Ringing;
        ringingEnded(draft, missed ? Fact.RingEnd.STOPPED : Fact.RingEnd.UNKNOWN);
    }

    /// Ends the ringing without an answer at this seat; what was asked for meanwhile happens.
    static void ringingEnded(Draft draft, Fact.RingEnd end) {
        draft.record(new Fact.RingingEnded(draft.seat().trail().rings(), end));
        if (!busy(draft.state())) {
            Changes.happen(draft);
        }
    }
}
