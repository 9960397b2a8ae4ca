package dev.seatline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The fold of facts into the state of a seat: the same on both sides of the wire.
class SeatStateTest {
    private static final Instant NINE = Instant.parse("2026-03-02T01:00:00Z");
    private static final PersonId LI = new PersonId("li");
    private static final PersonId WANG = new PersonId("wang");
    private static final CardCode CARD = new CardCode("a".repeat(64));
    private static final Declaration READY = new Declaration.Ready();
    private static final Declaration WARM_UP = new Declaration.NotReady(Reason.WARM_UP);
    private static final Declaration MEAL_ASKED = new Declaration.BreakRequested(BreakType.MEAL, 2);
    private static final Declaration MEAL = new Declaration.RestBreak(BreakType.MEAL, 30);

    private static SeatState after(Fact... facts) {
        return after(SeatState.vacant(NINE), facts);
    }

    /// Each fact happens one second after the one before, the first one second after nine.
    private static SeatState after(SeatState began, Fact... facts) {
        SeatState state = began;
        Instant at = NINE;
        for (Fact fact : facts) {
            at = at.plusSeconds(1);
            state = state.after(fact, at);
        }
        return state;
    }

    private static Fact signedIn() {
        return new Fact.SignedIn(LI);
    }

    private static Fact declared(Declaration declaration) {
        return new Fact.Declared(declaration, Fact.Cause.PRESS);
    }

    private static SeatState shows(ShownState shown, Fact... facts) {
        SeatState state = after(facts);
        assertThat(state.shown()).isEqualTo(shown);
        return state;
    }

    @Test
    void aSeatOfWhichNothingIsKnownIsVacant() {
        SeatState vacant = shows(ShownState.SIGNED_OUT);
        assertThat(vacant.agent()).isNull();
        assertThat(vacant.headset()).isEqualTo(Headset.UNKNOWN);
        assertThat(vacant.since()).isEqualTo(NINE);
    }

    @Test
    void signingInDeclaresWarmUp() {
        SeatState state = shows(ShownState.NOT_READY, signedIn());
        assertThat(state.agent()).isEqualTo(LI);
        assertThat(state.declaration()).isEqualTo(WARM_UP);
        assertThat(state.shownReason()).isEqualTo("WARM_UP");
    }

    @Test
    void signingOutLeavesNothingOfTheAgentBehind() {
        SeatState state = after(
                signedIn(),
                declared(READY),
                new Fact.CallBegan(0),
                new Fact.ChangePended(MEAL_ASKED, Fact.Cause.PRESS),
                new Fact.HandRaised(),
                new Fact.FaultReported(),
                new Fact.ReliefAnnounced(WANG),
                new Fact.SignedOut(LI, Fact.SignOutCause.BADGE));
        assertThat(state.person()).isEqualTo(new Person.Nobody());
        assertThat(state.declaration()).isEqualTo(WARM_UP);
        assertThat(state.pending()).isNull();
        assertThat(state.handRaised()).isFalse();
        assertThat(state.faultReported()).isFalse();
        assertThat(state.call()).as("the call is of the seat, not of the agent").isEqualTo(new Call.InCall());
    }

    @Test
    void theReliefIsAnnouncedReplacedAndWithdrawn() {
        PersonId zhao = new PersonId("zhao");
        assertThat(after(signedIn(), new Fact.ReliefAnnounced(WANG), new Fact.ReliefAnnounced(zhao))
                        .person())
                .isEqualTo(new Person.Agent(LI, zhao));
        assertThat(after(signedIn(), new Fact.ReliefAnnounced(WANG), new Fact.ReliefWithdrawn(WANG))
                        .person())
                .isEqualTo(new Person.Agent(LI, null));
        assertThat(after(new Fact.ReliefAnnounced(WANG)).person()).isEqualTo(new Person.Nobody());
    }

    @Test
    void onlyAnUnknownCardAtAVacantSeatIsSeen() {
        Fact unknown = new Fact.CardRefused(CARD, Fact.CardRefusal.UNKNOWN);
        SeatState state = shows(ShownState.SIGNED_OUT, unknown);
        assertThat(state.person()).isEqualTo(new Person.UnknownCard(CARD));
        assertThat(state.shownReason()).isEqualTo("UNKNOWN_CARD");
        assertThat(after(signedIn(), unknown).agent()).isEqualTo(LI);
        assertThat(after(new Fact.CardRefused(CARD, Fact.CardRefusal.BLOCKED)).person())
                .isEqualTo(new Person.Nobody());
    }

    @Test
    void aLeaderWhoHasSeenLowersHandAndFault() {
        SeatState state =
                after(signedIn(), new Fact.HandRaised(), new Fact.FaultReported(), new Fact.SeenByLeader(WANG));
        assertThat(state.handRaised()).isFalse();
        assertThat(state.faultReported()).isFalse();
        assertThat(after(signedIn(), new Fact.HandRaised()).handRaised()).isTrue();
        assertThat(after(signedIn(), new Fact.HandRaised(), new Fact.HandLowered(Fact.Cause.PRESS))
                        .handRaised())
                .isFalse();
        assertThat(after(signedIn(), new Fact.FaultReported()).faultReported()).isTrue();
    }

    @Test
    void everyDeclarationShowsWithItsReason() {
        Map<Declaration, List<Object>> expected = Map.of(
                READY,
                List.of(ShownState.READY, "null"),
                new Declaration.NotReady(Reason.OTHER),
                List.of(ShownState.NOT_READY, "OTHER"),
                MEAL_ASKED,
                List.of(ShownState.BREAK_REQUESTED, "MEAL"),
                MEAL,
                List.of(ShownState.BREAK, "MEAL"),
                new Declaration.WrapUp(),
                List.of(ShownState.WRAP_UP, "null"),
                new Declaration.Study(),
                List.of(ShownState.NOT_READY, "STUDY"),
                new Declaration.HandOver(),
                List.of(ShownState.NOT_READY, "HAND_OVER"));
        expected.forEach((declaration, shown) -> {
            SeatState state = after(signedIn(), declared(declaration));
            assertThat(List.<Object>of(state.shown(), String.valueOf(state.shownReason())))
                    .as("%s", declaration)
                    .isEqualTo(shown);
        });
    }

    @Test
    void aPendingChangeWaitsIsDroppedOrHappens() {
        Fact pended = new Fact.ChangePended(MEAL_ASKED, Fact.Cause.PRESS);
        SeatState waiting = shows(ShownState.TALKING, signedIn(), declared(READY), new Fact.CallBegan(0), pended);
        assertThat(waiting.pending()).isEqualTo(MEAL_ASKED);
        assertThat(waiting.declaration()).isEqualTo(READY);
        assertThat(waiting.after(new Fact.PendingDropped(), NINE).pending()).isNull();
        SeatState happened = waiting.after(declared(MEAL_ASKED), NINE);
        assertThat(happened.pending()).isNull();
        assertThat(happened.declaration()).isEqualTo(MEAL_ASKED);
    }

    @Test
    void ringingShowsBeforeTheDeclarationAndCounts() {
        SeatState state = shows(
                ShownState.RINGING, signedIn(), declared(READY), new Fact.RingCounted(1), new Fact.RingCounted(2));
        assertThat(state.rings()).isEqualTo(2);
    }

    @Test
    void ringingEndsInACallInSilenceOrInNotKnowing() {
        Fact rang = new Fact.RingCounted(1);
        assertThat(after(rang, new Fact.RingingEnded(1, Fact.RingEnd.ANSWERED)).call())
                .isEqualTo(new Call.InCall());
        assertThat(after(rang, new Fact.RingingEnded(1, Fact.RingEnd.STOPPED)).call())
                .isEqualTo(new Call.Quiet());
        assertThat(after(rang, new Fact.RingingEnded(1, Fact.RingEnd.UNKNOWN)).call())
                .isEqualTo(new Call.Unknown());
        shows(ShownState.READY, signedIn(), declared(READY), rang, new Fact.RingingEnded(1, Fact.RingEnd.UNKNOWN));
    }

    @Test
    void aSecondCallerDoesNotEndTheCall() {
        for (Fact.RingEnd end : Fact.RingEnd.values()) {
            SeatState state = shows(
                    ShownState.TALKING,
                    signedIn(),
                    new Fact.CallBegan(0),
                    new Fact.RingCounted(1),
                    new Fact.RingingEnded(1, end));
            assertThat(state.rings()).isZero();
        }
    }

    @Test
    void aCallBeginsAndEnds() {
        shows(ShownState.TALKING, signedIn(), declared(READY), new Fact.CallBegan(0));
        shows(ShownState.READY, signedIn(), declared(READY), new Fact.CallBegan(0), new Fact.CallEnded());
    }

    @Test
    void theHeadsetAloneShowsNothing() {
        SeatState state = shows(ShownState.READY, signedIn(), declared(READY), new Fact.HeadsetMoved(Headset.LIFTED));
        assertThat(state.headset()).isEqualTo(Headset.LIFTED);
    }

    @Test
    void aPartThatDoesNotAnswerShowsBeforeEverything() {
        Fact failed = new Fact.PartFailed("hook", "stuck");
        assertThat(shows(ShownState.UNKNOWN, failed).shownReason()).isEqualTo("PART_hook");
        shows(ShownState.UNKNOWN, signedIn(), new Fact.RingCounted(1), failed);
        shows(ShownState.SIGNED_OUT, failed, new Fact.PartRecovered("hook"));
        shows(ShownState.UNKNOWN, failed, new Fact.PartFailed("bell", "silent"), new Fact.PartRecovered("hook"));
    }

    @Test
    void aPartThatOnlyShowsHidesNothingOfWhatIsKnown() {
        Fact lamp = new Fact.PartFailed("lamp", "burnt");
        shows(
                ShownState.SIGNED_OUT,
                lamp,
                new Fact.PartFailed("digits", "gone"),
                new Fact.PartFailed("buzzer", "mute"));
        assertThat(shows(ShownState.UNKNOWN, lamp, new Fact.PartFailed("reader-2", "?"))
                        .shownReason())
                .isEqualTo("PART_reader-2");
    }

    @Test
    void ofAHookThatFailsNobodyKnowsWhereTheHeadsetIs() {
        SeatState state = after(new Fact.HeadsetMoved(Headset.LIFTED), new Fact.PartFailed("hook", "chatters"));
        assertThat(state.headset()).isEqualTo(Headset.UNKNOWN);
        assertThat(after(new Fact.HeadsetMoved(Headset.LIFTED), new Fact.PartFailed("bell", "silent"))
                        .headset())
                .isEqualTo(Headset.LIFTED);
    }

    @Test
    void aBootForgetsLineAndPartsAndKeepsPersonAndDeclaration() {
        SeatState state = shows(
                ShownState.BREAK,
                signedIn(),
                new Fact.HeadsetMoved(Headset.LIFTED),
                new Fact.CallBegan(0),
                new Fact.PartFailed("bell", "silent"),
                declared(MEAL),
                new Fact.ChangePended(READY, Fact.Cause.PRESS),
                new Fact.BootBegan("1.0"));
        assertThat(state.agent()).isEqualTo(LI);
        assertThat(state.headset()).isEqualTo(Headset.UNKNOWN);
        assertThat(state.call()).isEqualTo(new Call.Quiet());
        assertThat(state.failedParts()).isEmpty();
        assertThat(state.pending()).isEqualTo(READY);
    }

    @Test
    void factsAboutTheConsoleChangeNothing() {
        SeatState before = after(signedIn(), declared(READY));
        for (Fact fact : List.of(
                new Fact.JournalBegan(Fact.JournalCause.NEW, null, ""),
                new Fact.ClockAnchored(5),
                new Fact.LinkLost(),
                new Fact.LinkRegained(),
                new Fact.Unrecognised("danced", Map.of()))) {
            assertThat(before.after(fact, NINE.plusSeconds(60))).isEqualTo(before);
        }
    }

    @Test
    void sinceMovesWhenWhatIsShownMovesAndOnlyThen() {
        SeatState ready = after(signedIn(), declared(READY));
        assertThat(ready.since()).isEqualTo(NINE.plusSeconds(2));
        Instant later = NINE.plusSeconds(60);
        assertThat(ready.after(new Fact.HeadsetMoved(Headset.RESTING), later).since())
                .isEqualTo(ready.since());
        assertThat(ready.after(declared(new Declaration.NotReady(Reason.OTHER)), later)
                        .since())
                .isEqualTo(later);
        SeatState ringing = ready.after(new Fact.RingCounted(1), later);
        assertThat(ringing.after(new Fact.RingCounted(2), later.plusSeconds(5)).since())
                .isEqualTo(later);
    }

    @Test
    void anotherReasonOrAnotherAgentBeginsAnew() {
        SeatState warm = after(signedIn());
        Instant later = NINE.plusSeconds(60);
        assertThat(warm.after(declared(new Declaration.NotReady(Reason.OTHER)), later)
                        .since())
                .isEqualTo(later);
        assertThat(warm.after(new Fact.SignedIn(WANG), later).since()).isEqualTo(later);
    }

    @Test
    void theStateCannotBeChangedFromOutside() {
        SeatState state = after(new Fact.PartFailed("hook", "stuck"));
        assertThatThrownBy(() -> state.failedParts().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aConsoleGoneMadCannotMakeTheStateGrowForEver() {
        SeatState state = SeatState.vacant(NINE);
        for (int i = 0; i < 1_000; i++) {
            state = state.after(new Fact.PartFailed("part" + i, "x".repeat(10_000)), NINE);
            state = state.after(new Fact.PartFailed("y".repeat(10_000) + i, "long name"), NINE);
        }
        assertThat(state.failedParts()).hasSize(32).containsKey("part0");
        assertThat(WireJson.write(state)).hasSizeLessThan(WireJson.LARGEST);
    }
}
