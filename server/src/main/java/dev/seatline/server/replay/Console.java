package dev.seatline.server.replay;

import dev.seatline.server.rules.Happening;
import dev.seatline.wire.Call;
import dev.seatline.wire.CardCode;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Fact;
import dev.seatline.wire.Headset;
import dev.seatline.wire.Person;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SeatState;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the console of a seat would make of the hands at it: facts, folded into the state of the seat. Used by the one
/// thread that plays.
final class Console {
    private static final Set<String> AGENTS = Set.of("agent", "duty-agent");
    private static final Set<String> LEADERS =
            Set.of("team-leader", "duty-leader", "supervisor", "manager", "director", "bureau-head");
    /// Stands for every badge that is nobody's.
    private static final CardCode STRANGER = new CardCode("5ca1ab1e".repeat(8));

    /// Takes the facts, each with the seat before and after it.
    interface Journal {
        void add(SeatId seat, Fact fact, SeatState before, SeatState after, Instant at);
    }

    private final SeatId seat;
    private final Journal journal;
    private SeatState state;
    private Declaration beforeBreak = new Declaration.Ready();
    private Fact.Cause pendedBy = Fact.Cause.PRESS;
    private @Nullable PersonId readyWhenRelieving;
    private boolean online = true;
    private Instant latest;

    Console(SeatId seat, Journal journal, Instant since) {
        this.seat = seat;
        this.journal = journal;
        this.state = SeatState.vacant(since);
        this.latest = since;
    }

    SeatState state() {
        return state;
    }

    boolean online() {
        return online;
    }

    /// What was done before an order came, and is carried out after it, is no earlier than the order.
    private void fact(Fact fact, Instant wanted) {
        Instant at = wanted.isBefore(latest) ? latest : wanted;
        latest = at;
        SeatState before = state;
        state = before.after(fact, at);
        if (fact instanceof Fact.Declared(Declaration.BreakRequested _, Fact.Cause _)
                && !(before.declaration() instanceof Declaration.BreakRequested)) {
            beforeBreak = before.declaration();
        }
        journal.add(seat, fact, before, state, at);
    }

    /// A badge is tapped.
    ///
    /// @param roles of its owner, or null when it is nobody's
    void tap(PersonId badge, @Nullable Set<String> roles, Instant at) {
        if (roles == null) {
            fact(new Fact.CardRefused(STRANGER, Fact.CardRefusal.UNKNOWN), at);
            return;
        }
        boolean agent = roles.stream().anyMatch(AGENTS::contains);
        boolean leader = roles.stream().anyMatch(LEADERS::contains);
        if (state.person() instanceof Person.Agent present) {
            if (present.id().equals(badge)) {
                leave(present, at);
            } else if (agent) {
                boolean again = badge.equals(present.relief());
                fact(again ? new Fact.ReliefWithdrawn(badge) : new Fact.ReliefAnnounced(badge), at);
            } else if (leader) {
                fact(new Fact.SeenByLeader(badge), at);
            } else {
                fact(new Fact.CardRefused(STRANGER, Fact.CardRefusal.NOT_ALLOWED), at);
            }
        } else if (agent || leader) {
            signIn(badge, at);
        } else {
            fact(new Fact.CardRefused(STRANGER, Fact.CardRefusal.NOT_ALLOWED), at);
        }
    }

    private void leave(Person.Agent owner, Instant at) {
        PersonId relief = owner.relief();
        boolean relieved = relief != null;
        fact(new Fact.SignedOut(owner.id(), relieved ? Fact.SignOutCause.RELIEVED : Fact.SignOutCause.BADGE), at);
        if (relief != null) {
            signIn(relief, at);
        }
    }

    private void signIn(PersonId person, Instant at) {
        fact(new Fact.SignedIn(person), at);
        if (person.equals(readyWhenRelieving)) {
            readyWhenRelieving = null;
            ask(new Declaration.Ready(), Fact.Cause.PRESS, at);
        }
    }

    /// Comes as planned, and is ready as soon as the seat is his.
    void arrive(PersonId person, Set<String> roles, Instant at) {
        if (person.equals(state.agent())) {
            return;
        }
        readyWhenRelieving = person;
        tap(person, roles, at);
    }

    /// Goes as planned, if he is still there.
    void depart(PersonId person, Set<String> roles, Instant at) {
        if (person.equals(state.agent())) {
            tap(person, roles, at);
        }
    }

    /// What is asked for while the telephone is busy waits.
    ///
    /// @return whether anybody is there who can declare
    boolean ask(Declaration wanted, Fact.Cause cause, Instant at) {
        if (state.agent() == null) {
            return false;
        }
        if (state.call() instanceof Call.Ringing || talking()) {
            pendedBy = cause;
            fact(new Fact.ChangePended(wanted, cause), at);
        } else {
            fact(new Fact.Declared(wanted, cause), at);
        }
        return true;
    }

    private boolean talking() {
        return state.call() instanceof Call.InCall || state.call() instanceof Call.OnHold;
    }

    /// What was asked for meanwhile happens.
    private void freed(Instant at) {
        Declaration pending = state.pending();
        if (pending != null && state.agent() != null && !talking() && !(state.call() instanceof Call.Ringing)) {
            fact(new Fact.Declared(pending, pendedBy), at);
        }
    }

    void headset(Headset headset, Instant at) {
        fact(new Fact.HeadsetMoved(headset), at);
    }

    void burst(int rings, Instant at) {
        fact(new Fact.RingCounted(rings), at);
    }

    /// @param worn whether the headset hangs on a rest: then the console cannot know how ringing ended
    void ringingEnded(int rings, boolean answered, boolean worn, Instant at) {
        // a second caller during a call is never a missed one
        boolean unknown = worn || (!answered && !(state.call() instanceof Call.Ringing));
        Fact.RingEnd end = answered ? Fact.RingEnd.ANSWERED : Fact.RingEnd.STOPPED;
        fact(new Fact.RingingEnded(rings, unknown ? Fact.RingEnd.UNKNOWN : end), at);
        freed(at);
    }

    void call(Happening.Telephony.Step step, Instant at) {
        switch (step) {
            case START -> {
                if (!talking()) {
                    fact(new Fact.CallBegan(0), at);
                }
            }
            case END -> {
                if (talking()) {
                    fact(new Fact.CallEnded(), at);
                    freed(at);
                }
            }
            case HOLD, RESUME -> {}
        }
    }

    void hand(boolean raised, Instant at) {
        if (raised != state.handRaised()) {
            fact(raised ? new Fact.HandRaised() : new Fact.HandLowered(Fact.Cause.PRESS), at);
        }
    }

    void link(boolean connected, Instant at) {
        if (connected != online) {
            online = connected;
            fact(connected ? new Fact.LinkRegained() : new Fact.LinkLost(), at);
        }
    }

    /// The break that is asked for begins, if it is still asked for.
    void grant(PersonId agent, Declaration.RestBreak granted, Instant at) {
        if (asks(agent) && !granted.equals(state.pending())) {
            ask(granted, Fact.Cause.ORDER, at);
        }
    }

    /// The agent goes back to what he declared before he asked.
    void refuse(PersonId agent, Instant at) {
        if (!asks(agent)) {
            return;
        }
        if (state.pending() instanceof Declaration.BreakRequested) {
            fact(new Fact.PendingDropped(), at);
        } else {
            fact(new Fact.Declared(beforeBreak, Fact.Cause.ORDER), at);
        }
    }

    /// The agent is told his place in the line.
    void place(PersonId agent, int place, Instant at) {
        if (!asks(agent)) {
            return;
        }
        if (state.pending() instanceof Declaration.BreakRequested waiting) {
            if (waiting.place() != place) {
                fact(new Fact.ChangePended(placed(waiting, place), Fact.Cause.ORDER), at);
            }
        } else if (state.declaration() instanceof Declaration.BreakRequested asked && asked.place() != place) {
            fact(new Fact.Declared(placed(asked, place), Fact.Cause.ORDER), at);
        }
    }

    private static Declaration placed(Declaration.BreakRequested asked, int place) {
        return new Declaration.BreakRequested(asked.type(), place);
    }

    private boolean asks(PersonId agent) {
        return agent.equals(state.agent())
                && (state.pending() instanceof Declaration.BreakRequested
                        || state.declaration() instanceof Declaration.BreakRequested);
    }
}
