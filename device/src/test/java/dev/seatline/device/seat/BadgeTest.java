package dev.seatline.device.seat;

import static dev.seatline.device.seat.WorkedSeat.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.wire.Call;
import dev.seatline.wire.Fact;
import dev.seatline.wire.Person;
import dev.seatline.wire.ShownState;
import org.junit.jupiter.api.Test;

/// What a badge does.
class BadgeTest {
    private final WorkedSeat seat = WorkedSeat.vacant();

    @Test
    void aTapAtAVacantSeatSignsInAndDeclaresWarmUp() {
        assertThat(seat.tap(LIS_CARD)).containsExactly(new Fact.SignedIn(LI));
        assertThat(seat.state().declaration()).isEqualTo(WARM_UP);
        assertThat(seat.state().shown()).isEqualTo(ShownState.NOT_READY);
        assertThat(seat.buzzer()).isEqualTo(Outputs.Buzzer.CHIRP);
    }

    @Test
    void theSameBadgeAgainSignsOut() {
        seat.tap(LIS_CARD);
        seat.pass(10);
        assertThat(seat.tap(LIS_CARD)).containsExactly(new Fact.SignedOut(LI, Fact.SignOutCause.BADGE));
        assertThat(seat.state().agent()).isNull();
    }

    @Test
    void theSameCardWithinThreeSecondsIsOneTap() {
        seat.tap(LIS_CARD);
        seat.pass(java.time.Duration.ofMillis(2999));
        assertThat(seat.tap(LIS_CARD)).isEmpty();
        assertThat(seat.buzzer()).isEqualTo(Outputs.Buzzer.SILENT);
        seat.pass(3);
        assertThat(seat.tap(LIS_CARD)).hasSize(1);
    }

    @Test
    void aCardLeftOnTheReaderIsOneTapHoweverLongItLies() {
        seat.tap(LIS_CARD);
        for (int second = 0; second < 30; second++) {
            seat.pass(1);
            assertThat(seat.tap(LIS_CARD)).isEmpty();
        }
    }

    @Test
    void twoCardsInOneWalletAreOneTapEach() {
        seat.tap(LIS_CARD);
        seat.tap(WANGS_CARD);
        seat.pass(1);
        assertThat(seat.tap(LIS_CARD)).isEmpty();
        assertThat(seat.tap(WANGS_CARD)).isEmpty();
    }

    @Test
    void anotherAgentAnnouncesTheReliefAndTheOwnersTapHandsTheSeatOver() {
        seat.tap(LIS_CARD);
        seat.pass(10);
        assertThat(seat.tap(WANGS_CARD)).containsExactly(new Fact.ReliefAnnounced(WANG));
        assertThat(seat.digits()).isEqualTo("HO");
        seat.pass(10);
        assertThat(seat.tap(LIS_CARD))
                .containsExactly(new Fact.SignedOut(LI, Fact.SignOutCause.RELIEVED), new Fact.SignedIn(WANG));
        assertThat(seat.state().person()).isEqualTo(new Person.Agent(WANG, null));
    }

    @Test
    void theReliefTakesItBackWithASecondTap() {
        seat.tap(LIS_CARD);
        seat.tap(WANGS_CARD);
        seat.pass(4);
        assertThat(seat.tap(WANGS_CARD)).containsExactly(new Fact.ReliefWithdrawn(WANG));
        assertThat(seat.tap(LIS_CARD)).containsExactly(new Fact.SignedOut(LI, Fact.SignOutCause.BADGE));
    }

    @Test
    void aThirdAgentReplacesTheRelief() {
        seat.tap(LIS_CARD);
        seat.tap(WANGS_CARD);
        assertThat(seat.tap(ZHAOS_CARD)).containsExactly(new Fact.ReliefAnnounced(ZHAO));
        assertThat(seat.state().person()).isEqualTo(new Person.Agent(LI, ZHAO));
    }

    @Test
    void aLeadersTapAtAStaffedSeatMeansSeen() {
        seat.tap(LIS_CARD);
        seat.press(Input.Press.LONG);
        seat.press(Input.Press.VERY_LONG);
        assertThat(seat.tap(CHENS_CARD)).containsExactly(new Fact.SeenByLeader(CHEN));
        assertThat(seat.state().handRaised()).isFalse();
        assertThat(seat.state().faultReported()).isFalse();
        assertThat(seat.tap(SUNS_CARD)).as("a leader who is an agent too").containsExactly(new Fact.SeenByLeader(SUN));
    }

    @Test
    void aLeaderWhoIsAnAgentTooSignsInAndOutLikeAnyAgent() {
        assertThat(seat.tap(SUNS_CARD)).containsExactly(new Fact.SignedIn(SUN));
        seat.pass(5);
        assertThat(seat.tap(SUNS_CARD)).containsExactly(new Fact.SignedOut(SUN, Fact.SignOutCause.BADGE));
    }

    @Test
    void aLeaderWhoIsNoAgentMayNotSignIn() {
        assertThat(seat.tap(CHENS_CARD))
                .containsExactly(new Fact.CardRefused(CHENS_CARD, Fact.CardRefusal.NOT_ALLOWED));
    }

    @Test
    void whoIsNeitherAgentNorLeaderIsRefusedEverywhere() {
        Fact refused = new Fact.CardRefused(TECHNICIANS_CARD, Fact.CardRefusal.NOT_ALLOWED);
        assertThat(seat.tap(TECHNICIANS_CARD)).containsExactly(refused);
        seat.tap(LIS_CARD);
        seat.pass(5);
        assertThat(seat.tap(TECHNICIANS_CARD)).containsExactly(refused);
        assertThat(seat.buzzer()).isEqualTo(Outputs.Buzzer.ERROR);
    }

    @Test
    void aBlockedCardIsRefusedAlthoughItsOwnerIsKnown() {
        assertThat(seat.tap(LOST_CARD)).containsExactly(new Fact.CardRefused(LOST_CARD, Fact.CardRefusal.BLOCKED));
        seat.tap(LIS_CARD);
        seat.pass(5);
        assertThat(seat.tap(LOST_CARD)).containsExactly(new Fact.CardRefused(LOST_CARD, Fact.CardRefusal.BLOCKED));
        assertThat(seat.state().agent()).isEqualTo(LI);
    }

    @Test
    void anUnknownCardIsRefusedWithABuzzAndADoubleBlinkForAMoment() {
        assertThat(seat.tap(STRANGE_CARD))
                .containsExactly(new Fact.CardRefused(STRANGE_CARD, Fact.CardRefusal.UNKNOWN));
        assertThat(seat.buzzer()).isEqualTo(Outputs.Buzzer.ERROR);
        assertThat(seat.colour()).isEqualTo(Outputs.Colour.AMBER);
        assertThat(seat.pattern()).isEqualTo(Outputs.Pattern.DOUBLE_BLINK);
        seat.pass(2);
        assertThat(seat.buzzer()).isEqualTo(Outputs.Buzzer.SILENT);
        assertThat(seat.colour()).isEqualTo(Outputs.Colour.OFF);
    }

    @Test
    void whoeverLeavesDuringACallIsSignedOutAtOnceAndTheCallGoesOn() {
        WorkedSeat busy = WorkedSeat.ready(WorkedSeat.settings(1, 0, 30));
        busy.lift();
        busy.press();
        assertThat(busy.tap(LIS_CARD)).containsExactly(new Fact.SignedOut(LI, Fact.SignOutCause.BADGE));
        assertThat(busy.state().call()).isEqualTo(new Call.InCall());
        assertThat(busy.rest())
                .as("no wrap-up and no pending change of somebody who has left")
                .containsExactly(new Fact.HeadsetMoved(dev.seatline.wire.Headset.RESTING), new Fact.CallEnded());
    }
}
