package dev.seatline.device.seat;

import dev.seatline.wire.Declaration;
import dev.seatline.wire.Fact;
import dev.seatline.wire.Headset;
import dev.seatline.wire.SeatState;

/// How a declaration changes: at once, or pending while the telephone is busy and then after the call.
final class Changes {
    private Changes() {}

    /// A change that waits while the telephone rings or a call goes on.
    static void ask(Draft draft, Declaration wanted, Fact.Cause cause) {
        if (Line.busy(draft.state())) {
            draft.record(new Fact.ChangePended(wanted, cause));
        } else {
            declare(draft, wanted, cause);
        }
    }

    /// A change that happens now. After a press the agent may still choose another number.
    static void declare(Draft draft, Declaration wanted, Fact.Cause cause) {
        draft.record(new Fact.Declared(wanted, cause));
        Chooser chooser = cause == Fact.Cause.PRESS
                ? Chooser.opened(
                        wanted,
                        draft.settings(),
                        draft.seenFrom().plus(draft.rules().chooser()))
                : null;
        draft.remember(draft.memory().withChooser(chooser));
    }

    /// A call has ended: what was asked for in it happens, else work after the call begins. A call that came
    /// during wrap-up begins it anew.
    static void afterCall(Draft draft) {
        SeatState state = draft.state();
        if (state.pending() != null) {
            happen(draft);
            return;
        }
        boolean worked =
                state.declaration() instanceof Declaration.Ready || state.declaration() instanceof Declaration.WrapUp;
        if (worked && draft.settings().wrapUpSeconds() > 0) {
            declare(draft, new Declaration.WrapUp(), Fact.Cause.SYSTEM);
        }
    }

    /// The pending change, if there is one, happens now.
    static void happen(Draft draft) {
        Declaration pending = draft.state().pending();
        if (pending != null) {
            declare(draft, pending, cause(draft.seat()));
        }
    }

    /// Whether a change still waits although nothing holds it back: after a restart in the middle of a call.
    /// Where the hook tells of calls, it is given time to speak first.
    static boolean overdue(Seat seat) {
        SeatState state = seat.state();
        return state.pending() != null
                && !Line.busy(state)
                && (state.headset() != Headset.UNKNOWN || seat.rules().hook() == SeatRules.HookMode.REST);
    }

    /// Whether the pending change is the hub's wish.
    static boolean ordered(Seat seat) {
        return cause(seat) == Fact.Cause.ORDER;
    }

    /// Who asked for the pending change. After a restart this is not known any more: a break to be taken can
    /// only have been granted, anything else is believed to be the agent's own wish.
    private static Fact.Cause cause(Seat seat) {
        Fact.Cause known = seat.trail().pendedBy();
        if (known != null) {
            return known;
        }
        return seat.state().pending() instanceof Declaration.RestBreak ? Fact.Cause.ORDER : Fact.Cause.PRESS;
    }
}
