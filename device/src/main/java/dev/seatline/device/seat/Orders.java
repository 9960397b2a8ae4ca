package dev.seatline.device.seat;

import dev.seatline.wire.Call;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Fact;
import dev.seatline.wire.Order;
import dev.seatline.wire.Outcome;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.Texts;
import org.jspecify.annotations.Nullable;

/// What an order of the hub brings about. Each is carried out once and answered every time it is delivered. An
/// order whose wish is fulfilled already is done without a fact, which keeps one repeated after a restart
/// harmless.
final class Orders {
    private static final String VACANT = "nobody is signed in at this seat";

    private Orders() {}

    static void carryOut(Draft draft, Order order) {
        Outcome known = draft.memory().orders().outcomeOf(order.id());
        if (known != null) {
            draft.act(new Action.Answer(known));
            return;
        }
        Outcome outcome = expired(draft.now(), order)
                ? new Outcome(order.id(), Outcome.Result.EXPIRED, "expired at " + order.expires())
                : fulfilled(draft, order);
        draft.remember(draft.memory().with(draft.memory().orders().with(outcome)));
        draft.act(new Action.Answer(outcome));
    }

    /// Without a trusted clock nobody can tell, and an order is sent to be carried out.
    private static boolean expired(Moment now, Order order) {
        return now.clock() == ClockTrust.TRUSTED && now.wall().isAfter(order.expires());
    }

    private static Outcome fulfilled(Draft draft, Order order) {
        String refusal = fulfil(draft, order.wish());
        return refusal == null
                ? new Outcome(order.id(), Outcome.Result.DONE, "")
                : new Outcome(order.id(), Outcome.Result.REFUSED, refusal);
    }

    /// Fulfils the wish.
    ///
    /// @return why not, in one line, or null when it is fulfilled
    private static @Nullable String fulfil(Draft draft, Order.Wish wish) {
        return switch (wish) {
            case Order.Wish.Show show -> show(draft, show.text());
            case Order.Wish.GrantBreak grant -> grantBreak(draft, grant);
            case Order.Wish.RefuseBreak _ -> refuseBreak(draft);
            case Order.Wish.QueueBreak queue -> queueBreak(draft, queue.place());
            case Order.Wish.ForceState force -> set(draft, force.declaration());
            case Order.Wish.ForceSignOut _ -> signOut(draft);
            case Order.Wish.RingBegan _ -> ringBegan(draft);
            case Order.Wish.RingEnded ended -> ringEnded(draft, ended.end());
            case Order.Wish.Identify _ -> {
                draft.remember(draft.memory().with(draft.memory().transients().identifying(draft.seenFrom())));
                yield null;
            }
            case Order.Wish.ResendFrom resend -> resend(draft, resend);
            case Order.Wish.Unrecognised unknown ->
                "this console does not know orders of the kind \"" + Texts.shortened(unknown.kind()) + "\"";
        };
    }

    private static @Nullable String show(Draft draft, String text) {
        if (!text.chars().allMatch(letter -> letter >= ' ' && letter <= '~')) {
            return "the digits show printable ASCII, found \"" + Texts.shortened(text) + "\"";
        }
        draft.remember(draft.memory().with(draft.memory().transients().showing(text, draft.seenFrom())));
        return null;
    }

    private static @Nullable String grantBreak(Draft draft, Order.Wish.GrantBreak grant) {
        String refusal = set(draft, new Declaration.RestBreak(grant.type(), grant.minutes()));
        if (refusal == null) {
            draft.accept();
        }
        return refusal;
    }

    private static @Nullable String refuseBreak(Draft draft) {
        if (draft.state().pending() instanceof Declaration.BreakRequested) {
            draft.record(new Fact.PendingDropped());
        } else if (draft.state().agent() != null && draft.state().declaration() instanceof Declaration.BreakRequested) {
            Changes.declare(draft, draft.seat().trail().beforeBreak(), Fact.Cause.ORDER);
        } else {
            return "no break is asked for at this seat";
        }
        draft.refuse();
        return null;
    }

    private static @Nullable String queueBreak(Draft draft, int place) {
        if (draft.state().pending() instanceof Declaration.BreakRequested waiting) {
            Declaration placed = new Declaration.BreakRequested(waiting.type(), place);
            if (!placed.equals(waiting)) {
                draft.record(new Fact.ChangePended(placed, Fact.Cause.ORDER));
            }
            return null;
        }
        if (draft.state().agent() != null && draft.state().declaration() instanceof Declaration.BreakRequested asked) {
            Declaration placed = new Declaration.BreakRequested(asked.type(), place);
            if (!placed.equals(asked)) {
                // not by way of a change: the agent may still be choosing the type
                draft.record(new Fact.Declared(placed, Fact.Cause.ORDER));
            }
            return null;
        }
        return "no break is asked for at this seat";
    }

    private static @Nullable String set(Draft draft, Declaration wanted) {
        if (draft.state().agent() == null) {
            return VACANT;
        }
        Declaration pending = draft.state().pending();
        if (wanted.equals(pending)) {
            return null;
        }
        if (!wanted.equals(draft.state().declaration())) {
            Changes.ask(draft, wanted, Fact.Cause.ORDER);
        } else if (pending != null) {
            draft.record(new Fact.PendingDropped());
        }
        return null;
    }

    private static @Nullable String signOut(Draft draft) {
        PersonId agent = draft.state().agent();
        if (agent == null) {
            return VACANT;
        }
        draft.record(new Fact.SignedOut(agent, Fact.SignOutCause.ORDER));
        return null;
    }

    /// Telephony is the second witness of ringing: it counts where the bell is silent. During a call it is not
    /// needed, and may just be late.
    private static @Nullable String ringBegan(Draft draft) {
        if (draft.seat().trail().rings() == 0 && !Line.talking(draft.state())) {
            Sensed.Bell told = new Sensed.Bell(draft.at(), draft.at(), false);
            draft.remember(draft.memory().with(draft.memory().sensed().with(told)));
            draft.record(new Fact.RingCounted(1));
        }
        return null;
    }

    /// An answer told by telephony is recorded as an unknown end and never as a call: no order tells when that
    /// call ends, so the seat would show it for ever. The hook, where it tells of calls, begins and ends it.
    private static @Nullable String ringEnded(Draft draft, Fact.RingEnd end) {
        if (draft.seat().trail().rings() > 0) {
            boolean givenUp = end == Fact.RingEnd.STOPPED && draft.state().call() instanceof Call.Ringing;
            Line.ringingEnded(draft, givenUp ? Fact.RingEnd.STOPPED : Fact.RingEnd.UNKNOWN);
        }
        return null;
    }

    private static @Nullable String resend(Draft draft, Order.Wish.ResendFrom resend) {
        draft.act(new Action.Resend(resend.journal(), resend.sequence()));
        return null;
    }
}
