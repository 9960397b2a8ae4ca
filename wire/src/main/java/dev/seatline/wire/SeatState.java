package dev.seatline.wire;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The facts of a seat at one moment, as their journal tells. Immutable. The link is not in here: each side knows it
/// for itself.
///
/// @param person who is here
/// @param declaration what the agent says of himself; meaningless while nobody is signed in
/// @param pending a declaration that waits for the end of the call, or null
/// @param headset where the headset is
/// @param call what the telephone does
/// @param handRaised whether the agent asks for a leader
/// @param faultReported whether the agent reported a fault that no leader has seen
/// @param failedParts parts that do not answer, with what was seen; of facts 32 at most
/// @param since when the shown state or its reason began
public record SeatState(
        Person person,
        Declaration declaration,
        @Nullable Declaration pending,
        Headset headset,
        Call call,
        boolean handRaised,
        boolean faultReported,
        SortedMap<String, String> failedParts,
        Instant since) {

    /// What is kept of parts that do not answer, or a console gone mad would make the state grow for ever.
    private static final int MOST_PARTS = 32;

    private static final int LONGEST_PART = 64;
    private static final int LONGEST_DETAIL = 300;

    private static final Declaration VACANT = new Declaration.NotReady(Reason.WARM_UP);

    public SeatState {
        failedParts = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(failedParts));
    }

    /// A vacant seat of which nothing is known yet.
    public static SeatState vacant(Instant since) {
        return new SeatState(
                new Person.Nobody(),
                VACANT,
                null,
                Headset.UNKNOWN,
                new Call.Quiet(),
                false,
                false,
                new TreeMap<>(),
                since);
    }

    /// The state the seat shows: a part that senses and does not answer first, then person, then ringing and talking,
    /// then the
    /// declaration (`design.md` §4). Never `OFFLINE` or `UNATTENDED`, which only the hub can know.
    public ShownState shown() {
        if (blindPart() != null) {
            return ShownState.UNKNOWN;
        }
        return switch (person) {
            case Person.Nobody _, Person.UnknownCard _ -> ShownState.SIGNED_OUT;
            case Person.Agent _ -> shownOfStaffedSeat();
        };
    }

    private ShownState shownOfStaffedSeat() {
        return switch (call) {
            case Call.Ringing _ -> ShownState.RINGING;
            case Call.InCall _, Call.OnHold _ -> ShownState.TALKING;
            case Call.Quiet _, Call.Unknown _ ->
                switch (declaration) {
                    case Declaration.Ready _ -> ShownState.READY;
                    case Declaration.NotReady _, Declaration.Study _, Declaration.HandOver _ -> ShownState.NOT_READY;
                    case Declaration.BreakRequested _ -> ShownState.BREAK_REQUESTED;
                    case Declaration.RestBreak _ -> ShownState.BREAK;
                    case Declaration.WrapUp _ -> ShownState.WRAP_UP;
                };
        };
    }

    /// A part that senses and does not answer, or null.
    private @Nullable String blindPart() {
        for (String part : failedParts.keySet()) {
            if (SeatParts.senses(part)) {
                return part;
            }
        }
        return null;
    }

    /// Why the seat shows what it shows: the reason or break type as a code, or null where the state says it all.
    public @Nullable String shownReason() {
        return switch (shown()) {
            case UNKNOWN -> "PART_" + blindPart();
            case SIGNED_OUT -> person instanceof Person.UnknownCard ? "UNKNOWN_CARD" : null;
            case NOT_READY, BREAK, BREAK_REQUESTED ->
                switch (declaration) {
                    case Declaration.NotReady notReady -> notReady.reason().code();
                    case Declaration.Study _ -> "STUDY";
                    case Declaration.HandOver _ -> "HAND_OVER";
                    case Declaration.BreakRequested asked -> asked.type().code();
                    case Declaration.RestBreak rest -> rest.type().code();
                    case Declaration.Ready _, Declaration.WrapUp _ -> null;
                };
            case TALKING -> call instanceof Call.OnHold ? "ON_HOLD" : null;
            case READY, RINGING, WRAP_UP, UNATTENDED, OFFLINE -> null;
        };
    }

    /// The signed-in agent, or null.
    public @Nullable PersonId agent() {
        return person instanceof Person.Agent agent ? agent.id() : null;
    }

    /// Rings of the present ringing, 0 when the bell is silent or a second caller rings during a call.
    public int rings() {
        return call instanceof Call.Ringing ringing ? ringing.rings() : 0;
    }

    private boolean inCall() {
        return call instanceof Call.InCall || call instanceof Call.OnHold;
    }

    /// The state after one more fact. The only way in which the state of a seat changes, on both sides of the wire.
    ///
    /// @param at when the fact happened, by the best known clock
    public SeatState after(Fact fact, Instant at) {
        SeatState next = changed(fact);
        boolean sameShow = next.shown() == shown()
                && java.util.Objects.equals(next.shownReason(), shownReason())
                && java.util.Objects.equals(next.agent(), agent());
        return next.withSince(sameShow ? since : at);
    }

    private SeatState changed(Fact fact) {
        return switch (fact) {
            case Fact.BootBegan _ -> withLine(Headset.UNKNOWN, new Call.Quiet()).withFailedParts(new TreeMap<>());
            case Fact.SignedIn signedIn -> staffed(new Person.Agent(signedIn.person(), null), VACANT);
            case Fact.SignedOut _ -> staffed(new Person.Nobody(), VACANT);
            case Fact.CardRefused refused ->
                refused.why() == Fact.CardRefusal.UNKNOWN && agent() == null
                        ? withPerson(new Person.UnknownCard(refused.card()))
                        : this;
            case Fact.ReliefAnnounced announced -> withRelief(announced.relief());
            case Fact.ReliefWithdrawn _ -> withRelief(null);
            case Fact.SeenByLeader _ -> withHand(false).withFault(false);
            case Fact.Declared declared ->
                withDeclaration(declared.declaration()).withPending(null);
            case Fact.ChangePended pended -> withPending(pended.declaration());
            case Fact.PendingDropped _ -> withPending(null);
            case Fact.HeadsetMoved moved -> withLine(moved.headset(), call);
            // a bell during a call is a second caller: the call goes on
            case Fact.RingCounted counted -> inCall() ? this : withLine(headset, new Call.Ringing(counted.rings()));
            case Fact.RingingEnded ended ->
                withLine(
                        headset,
                        switch (ended.end()) {
                            case ANSWERED -> new Call.InCall();
                            case STOPPED -> inCall() ? call : new Call.Quiet();
                            case UNKNOWN -> inCall() ? call : new Call.Unknown();
                        });
            case Fact.CallBegan _ -> withLine(headset, new Call.InCall());
            case Fact.CallEnded _ -> withLine(headset, new Call.Quiet());
            case Fact.HandRaised _ -> withHand(true);
            case Fact.HandLowered _ -> withHand(false);
            case Fact.FaultReported _ -> withFault(true);
            case Fact.PartFailed failed ->
                withLine(failed.part().equals(SeatParts.HOOK) ? Headset.UNKNOWN : headset, call)
                        .withFailedParts(with(failedParts, failed));
            case Fact.PartRecovered recovered -> withFailedParts(without(failedParts, recovered.part()));
            case Fact.JournalBegan _, Fact.ClockAnchored _, Fact.LinkLost _, Fact.LinkRegained _, Fact.Unrecognised _ ->
                this;
        };
    }

    private SeatState staffed(Person who, Declaration declared) {
        return new SeatState(who, declared, null, headset, call, false, false, failedParts, since);
    }

    private SeatState withPerson(Person who) {
        return new SeatState(who, declaration, pending, headset, call, handRaised, faultReported, failedParts, since);
    }

    private SeatState withRelief(@Nullable PersonId relief) {
        return person instanceof Person.Agent agent ? withPerson(new Person.Agent(agent.id(), relief)) : this;
    }

    private SeatState withDeclaration(Declaration declared) {
        return new SeatState(person, declared, pending, headset, call, handRaised, faultReported, failedParts, since);
    }

    private SeatState withPending(@Nullable Declaration waiting) {
        return new SeatState(
                person, declaration, waiting, headset, call, handRaised, faultReported, failedParts, since);
    }

    private SeatState withLine(Headset moved, Call changed) {
        return new SeatState(
                person, declaration, pending, moved, changed, handRaised, faultReported, failedParts, since);
    }

    private SeatState withHand(boolean raised) {
        return new SeatState(person, declaration, pending, headset, call, raised, faultReported, failedParts, since);
    }

    private SeatState withFault(boolean reported) {
        return new SeatState(person, declaration, pending, headset, call, handRaised, reported, failedParts, since);
    }

    private SeatState withFailedParts(SortedMap<String, String> failed) {
        return new SeatState(person, declaration, pending, headset, call, handRaised, faultReported, failed, since);
    }

    private SeatState withSince(Instant began) {
        return new SeatState(
                person, declaration, pending, headset, call, handRaised, faultReported, failedParts, began);
    }

    private static SortedMap<String, String> with(SortedMap<String, String> map, Fact.PartFailed failed) {
        SortedMap<String, String> copy = new TreeMap<>(map);
        boolean room = map.size() < MOST_PARTS || map.containsKey(failed.part());
        if (room && failed.part().length() <= LONGEST_PART) {
            copy.put(failed.part(), Texts.cut(failed.detail(), LONGEST_DETAIL));
        }
        return copy;
    }

    private static SortedMap<String, String> without(SortedMap<String, String> map, String key) {
        SortedMap<String, String> copy = new TreeMap<>(map);
        copy.remove(key);
        return copy;
    }
}
