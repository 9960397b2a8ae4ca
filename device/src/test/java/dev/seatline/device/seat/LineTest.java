package dev.seatline.device.seat;

import static dev.seatline.device.seat.WorkedSeat.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.wire.Call;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Fact;
import dev.seatline.wire.Fact.Cause;
import dev.seatline.wire.Fact.RingEnd;
import dev.seatline.wire.Headset;
import dev.seatline.wire.Order;
import dev.seatline.wire.ShownState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What hook and bell do.
class LineTest {
    private static final Fact LIFTED = new Fact.HeadsetMoved(Headset.LIFTED);
    private static final Fact RESTING = new Fact.HeadsetMoved(Headset.RESTING);
    private final WorkedSeat seat = WorkedSeat.ready();

    @Test
    void eachBurstIsCountedAndShown() {
        for (int ring = 1; ring <= 3; ring++) {
            assertThat(seat.ring()).containsExactly(new Fact.RingCounted(ring));
            assertThat(seat.digits()).isEqualTo(Integer.toString(ring));
            assertThat(seat.pass(5)).isEmpty();
        }
        assertThat(seat.state().shown()).isEqualTo(ShownState.RINGING);
    }

    @Test
    void silenceEndsTheRinging() {
        seat.ring();
        seat.pass(5);
        seat.ring();
        assertThat(seat.pass(Duration.ofMillis(6499))).isEmpty();
        assertThat(seat.pass(Duration.ofMillis(1))).containsExactly(new Fact.RingingEnded(2, RingEnd.STOPPED));
        assertThat(seat.state().shown()).isEqualTo(ShownState.READY);
        assertThat(seat.ring()).containsExactly(new Fact.RingCounted(1));
    }

    @Test
    void burstsNearerThanHalfThePeriodAreOneRing() {
        seat.ring();
        seat.pass(Duration.ofMillis(600));
        assertThat(seat.ring()).isEmpty();
        seat.pass(Duration.ofMillis(4400));
        assertThat(seat.ring()).containsExactly(new Fact.RingCounted(2));
        seat.pass(Duration.ofMillis(600));
        assertThat(seat.ring()).isEmpty();
        assertThat(seat.pass(Duration.ofMillis(6499)))
                .as("silence counts from the last burst")
                .isEmpty();
        assertThat(seat.pass(Duration.ofMillis(1))).hasSize(1);
    }

    @Test
    void anEndlessChatterOfTheBellStillCountsAsRinging() {
        seat.ring();
        for (int burst = 0; burst < 20; burst++) {
            seat.pass(1);
            seat.ring();
        }
        assertThat(seat.state().rings()).isGreaterThan(4);
    }

    @Test
    void liftingWhileItRingsAnswers() {
        seat.ring();
        seat.pass(5);
        seat.ring();
        assertThat(seat.lift()).containsExactly(LIFTED, new Fact.RingingEnded(2, RingEnd.ANSWERED));
        assertThat(seat.state().call()).isEqualTo(new Call.InCall());
        assertThat(seat.pass(60)).as("no silence in a call").isEmpty();
    }

    @Test
    void theBurstThatWasGoingOnWhenLiftedIsNoSecondCaller() {
        seat.ring();
        seat.lift();
        seat.pass(Duration.ofMillis(500));
        assertThat(seat.ring()).isEmpty();
    }

    @Test
    void aCallerWhoTriesAgainRightAfterTheCallIsCounted() {
        seat.ring();
        seat.lift();
        seat.pass(1);
        seat.rest();
        seat.pass(1);
        assertThat(seat.ring()).containsExactly(new Fact.RingCounted(1));
    }

    @Test
    void aSecondCallerWhoGivesUpDoesNotReleaseWhatWaitsForTheEndOfTheCall() {
        seat.lift();
        seat.press();
        seat.pass(10);
        seat.ring();
        assertThat(seat.pass(7)).containsExactly(new Fact.RingingEnded(1, RingEnd.UNKNOWN));
        assertThat(seat.state().pending()).isEqualTo(OTHER);
    }

    @Test
    void liftingWhileQuietBeginsACallAndRestingEndsIt() {
        assertThat(seat.lift()).containsExactly(LIFTED, new Fact.CallBegan(0));
        assertThat(seat.colour()).isEqualTo(Outputs.Colour.BLUE);
        assertThat(seat.rest()).containsExactly(RESTING, new Fact.CallEnded());
        assertThat(seat.state().shown()).isEqualTo(ShownState.READY);
    }

    @Test
    void aPositionSaidTwiceIsNoFact() {
        assertThat(seat.rest()).isEmpty();
        seat.lift();
        assertThat(seat.lift()).isEmpty();
    }

    @Test
    void aHeadsetFoundLiftedAfterAStartIsACall() {
        WorkedSeat fresh = WorkedSeat.vacant();
        assertThat(fresh.lift()).containsExactly(LIFTED, new Fact.CallBegan(0));
    }

    @Test
    void aHeadsetFoundRestingAfterAStartIsOnlyThat() {
        assertThat(WorkedSeat.vacant().rest()).containsExactly(RESTING);
    }

    @Test
    void aSecondCallerDoesNotEndTheCallAndIsNeverMissed() {
        seat.lift();
        seat.pass(20);
        assertThat(seat.ring()).containsExactly(new Fact.RingCounted(1));
        assertThat(seat.state().shown()).isEqualTo(ShownState.TALKING);
        assertThat(seat.digits()).isEqualTo("1");
        assertThat(seat.pass(7)).containsExactly(new Fact.RingingEnded(1, RingEnd.UNKNOWN));
        assertThat(seat.state().call()).isEqualTo(new Call.InCall());
        assertThat(seat.rest()).containsExactly(RESTING, new Fact.CallEnded());
    }

    @Test
    void aSecondCallerWhoStillRingsAfterTheCallIsAnsweredWithAllHisRings() {
        seat.lift();
        seat.pass(20);
        seat.ring();
        seat.pass(2);
        seat.rest();
        seat.pass(3);
        assertThat(seat.ring()).containsExactly(new Fact.RingCounted(2));
        assertThat(seat.state().shown()).isEqualTo(ShownState.RINGING);
        assertThat(seat.lift()).containsExactly(LIFTED, new Fact.RingingEnded(2, RingEnd.ANSWERED));
    }

    @Test
    void aHeadsetWornAllDaySaysNothingAboutCalls() {
        WorkedSeat worn = WorkedSeat.vacant(SeatRules.HookMode.REST, WorkedSeat.SETTINGS);
        assertThat(worn.lift()).containsExactly(LIFTED);
        worn.ring();
        assertThat(worn.rest()).containsExactly(RESTING);
        assertThat(worn.lift()).containsExactly(LIFTED);
        assertThat(worn.pass(7)).containsExactly(new Fact.RingingEnded(1, RingEnd.UNKNOWN));
        assertThat(worn.state().call()).isEqualTo(new Call.Unknown());
    }

    @Test
    void wrapUpFollowsACallAndEndsByItself() {
        WorkedSeat worked = WorkedSeat.ready(WorkedSeat.settings(1, 0, 30));
        worked.lift();
        assertThat(worked.rest()).endsWith(declared(WRAP_UP, Cause.SYSTEM));
        assertThat(worked.colour()).isEqualTo(Outputs.Colour.AMBER);
        assertThat(worked.pass(29)).isEmpty();
        assertThat(worked.pass(1)).containsExactly(declared(READY, Cause.SYSTEM));
    }

    @Test
    void aShortPressEndsWrapUpEarly() {
        WorkedSeat worked = WorkedSeat.ready(WorkedSeat.settings(1, 0, 30));
        worked.lift();
        worked.rest();
        assertThat(worked.press()).containsExactly(declared(READY, Cause.PRESS));
        assertThat(worked.pass(60)).isEmpty();
    }

    @Test
    void wrapUpDoesNotEndInTheNextCallButBeginsAnewAfterIt() {
        WorkedSeat worked = WorkedSeat.ready(WorkedSeat.settings(1, 0, 30));
        worked.lift();
        worked.rest();
        worked.pass(10);
        worked.lift();
        assertThat(worked.pass(100)).isEmpty();
        assertThat(worked.rest()).endsWith(declared(WRAP_UP, Cause.SYSTEM));
        assertThat(worked.pass(29)).isEmpty();
        assertThat(worked.pass(1)).containsExactly(declared(READY, Cause.SYSTEM));
    }

    @Test
    void aPendingChangeHappensInsteadOfWrapUp() {
        WorkedSeat worked = WorkedSeat.ready(WorkedSeat.settings(1, 0, 30));
        worked.lift();
        worked.press();
        assertThat(worked.rest()).containsExactly(RESTING, new Fact.CallEnded(), declared(OTHER, Cause.PRESS));
    }

    @Test
    void whoWasNotReadyStaysSoAfterACall() {
        WorkedSeat worked = WorkedSeat.ready(WorkedSeat.settings(1, 0, 30));
        worked.press();
        worked.lift();
        assertThat(worked.rest()).containsExactly(RESTING, new Fact.CallEnded());
    }

    @Test
    void aMissedRingBringsNoWrapUp() {
        WorkedSeat worked = WorkedSeat.ready(WorkedSeat.settings(1, 0, 30));
        worked.ring();
        assertThat(worked.pass(7)).containsExactly(new Fact.RingingEnded(1, RingEnd.STOPPED));
    }

    @Test
    void telephonyCountsARingWhereTheBellIsSilent() {
        assertThat(seat.order(new Order.Wish.RingBegan())).containsExactly(new Fact.RingCounted(1));
        assertThat(seat.pass(30)).as("the silence of a bell that never spoke").isEmpty();
        assertThat(seat.order(new Order.Wish.RingEnded(RingEnd.STOPPED)))
                .containsExactly(new Fact.RingingEnded(1, RingEnd.STOPPED));
        assertThat(seat.order(new Order.Wish.RingEnded(RingEnd.STOPPED))).isEmpty();
    }

    @Test
    void aRingThatBothWitnessesTellOfIsCountedOnce() {
        seat.order(new Order.Wish.RingBegan());
        seat.pass(3);
        assertThat(seat.ring()).isEmpty();
        seat.pass(5);
        assertThat(seat.ring()).containsExactly(new Fact.RingCounted(2));
        assertThat(seat.order(new Order.Wish.RingBegan())).isEmpty();
        assertThat(seat.pass(7)).containsExactly(new Fact.RingingEnded(2, RingEnd.STOPPED));
    }

    @Test
    void whatTelephonySaysOfTheRingingTooLateIsNoSecondCaller() {
        seat.lift();
        assertThat(seat.order(new Order.Wish.RingBegan())).isEmpty();
    }

    @Test
    void anEndOfRingingThatGotLostOnItsWayIsNoMissedCall() {
        seat.order(new Order.Wish.RingBegan());
        assertThat(seat.pass(120)).containsExactly(new Fact.RingingEnded(1, RingEnd.UNKNOWN));
    }

    @Test
    void anAnswerToldByTelephonyBeforeTheHookKeepsItsRings() {
        seat.ring();
        assertThat(seat.order(new Order.Wish.RingEnded(RingEnd.ANSWERED)))
                .containsExactly(new Fact.RingingEnded(1, RingEnd.UNKNOWN));
        seat.pass(1);
        assertThat(seat.lift()).containsExactly(LIFTED, new Fact.CallBegan(1));
    }

    @Test
    void aChangeThatWaitedThroughARestartHappensWhenTheHookSaysThatTheCallIsOver() {
        seat.lift();
        seat.press();
        WorkedSeat restarted = WorkedSeat.started(
                SeatRules.DEFAULT, WorkedSeat.SETTINGS, seat.state().after(new Fact.BootBegan("1"), seat.wall()));
        assertThat(restarted.pass(30)).as("the hook has not spoken").isEmpty();
        assertThat(restarted.rest()).containsExactly(RESTING);
        assertThat(restarted.pass(0)).containsExactly(declared(OTHER, Cause.PRESS));
    }

    @Test
    void aGrantedBreakThatWaitedThroughARestartIsStillTheHubsWish() {
        seat.lift();
        seat.order(new Order.Wish.GrantBreak(dev.seatline.wire.BreakType.REST, 10));
        WorkedSeat restarted = WorkedSeat.started(
                SeatRules.DEFAULT, WorkedSeat.SETTINGS, seat.state().after(new Fact.BootBegan("1"), seat.wall()));
        restarted.lift();
        assertThat(restarted.press()).isEmpty();
        assertThat(restarted.rest())
                .endsWith(declared(new Declaration.RestBreak(dev.seatline.wire.BreakType.REST, 10), Cause.ORDER));
    }
}
