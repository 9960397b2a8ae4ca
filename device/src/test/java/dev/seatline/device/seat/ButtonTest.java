package dev.seatline.device.seat;

import static dev.seatline.device.seat.WorkedSeat.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.wire.BreakType;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Fact;
import dev.seatline.wire.Fact.Cause;
import dev.seatline.wire.Headset;
import dev.seatline.wire.Order;
import dev.seatline.wire.Reason;
import dev.seatline.wire.Settings;
import dev.seatline.wire.ShownState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the button does.
class ButtonTest {
    private final WorkedSeat seat = WorkedSeat.ready();

    @Test
    void aPressAtAVacantSeatBuzzesAndRecordsNothing() {
        WorkedSeat vacant = WorkedSeat.vacant();
        for (Input.Press press : Input.Press.values()) {
            assertThat(vacant.press(press)).isEmpty();
            assertThat(vacant.buzzer()).isEqualTo(Outputs.Buzzer.ERROR);
        }
    }

    @Test
    void theFirstPressAfterSigningInIsReady() {
        WorkedSeat fresh = WorkedSeat.vacant();
        fresh.tap(LIS_CARD);
        assertThat(fresh.press()).containsExactly(declared(READY, Cause.PRESS));
        assertThat(fresh.buzzer()).isEqualTo(Outputs.Buzzer.CHIRP);
        fresh.pass(Duration.ofMillis(200));
        assertThat(fresh.buzzer()).isEqualTo(Outputs.Buzzer.SILENT);
    }

    @Test
    void aShortPressTogglesReadyAndNotReady() {
        assertThat(seat.press()).containsExactly(declared(OTHER, Cause.PRESS));
        seat.pass(6);
        assertThat(seat.press()).containsExactly(declared(READY, Cause.PRESS));
    }

    @Test
    void pressesWithinFiveSecondsStepThroughTheReasonsAndSilenceAccepts() {
        seat.press();
        assertThat(seat.digits()).isEqualTo("1");
        seat.pass(4);
        assertThat(seat.press()).containsExactly(declared(new Declaration.NotReady(TOILET), Cause.PRESS));
        assertThat(seat.digits()).isEqualTo("2");
        seat.pass(4);
        assertThat(seat.press()).containsExactly(declared(new Declaration.NotReady(COACHING), Cause.PRESS));
        assertThat(seat.press()).as("round again").containsExactly(declared(OTHER, Cause.PRESS));
        assertThat(seat.pass(5)).isEmpty();
        assertThat(seat.digits()).isEmpty();
        assertThat(seat.state().declaration()).isEqualTo(OTHER);
        assertThat(seat.press()).containsExactly(declared(READY, Cause.PRESS));
    }

    @Test
    void withOneReasonThereIsNothingToChoose() {
        Settings usual = WorkedSeat.SETTINGS;
        WorkedSeat plain = WorkedSeat.ready(
                new Settings(1, usual.people(), List.of(), List.of(Reason.OTHER), List.of(BreakType.REST), 0, 0));
        plain.press();
        assertThat(plain.digits()).isEmpty();
        assertThat(plain.press()).containsExactly(declared(READY, Cause.PRESS));
    }

    @Test
    void aRingClosesTheChooser() {
        seat.press();
        seat.ring();
        assertThat(seat.digits()).as("the ring count").isEqualTo("1");
        assertThat(seat.press()).containsExactly(pended(READY, Cause.PRESS));
    }

    @Test
    void otherSettingsCloseAChooserThatNoLongerFits() {
        seat.press();
        seat.press();
        Settings usual = WorkedSeat.SETTINGS;
        seat.give(new Input.SettingsArrived(
                new Settings(2, usual.people(), List.of(), List.of(Reason.OTHER), List.of(BreakType.REST), 0, 0)));
        assertThat(seat.digits()).isEmpty();
        assertThat(seat.press()).containsExactly(declared(READY, Cause.PRESS));
    }

    @Test
    void aDoublePressAsksForABreakAndShortPressesChooseItsType() {
        assertThat(seat.press(Input.Press.DOUBLE)).containsExactly(declared(ASKED, Cause.PRESS));
        assertThat(seat.digits()).isEqualTo("1");
        assertThat(seat.press())
                .containsExactly(declared(new Declaration.BreakRequested(BreakType.MEAL, 0), Cause.PRESS));
        assertThat(seat.digits()).isEqualTo("2");
        seat.pass(5);
        assertThat(seat.digits()).isEmpty();
        assertThat(seat.colour()).isEqualTo(Outputs.Colour.AMBER);
        assertThat(seat.pattern()).isEqualTo(Outputs.Pattern.SLOW_BLINK);
    }

    @Test
    void aDoublePressWhileAskingGoesBackToWhatWasBefore() {
        seat.press(Input.Press.DOUBLE);
        seat.press();
        assertThat(seat.press(Input.Press.DOUBLE)).containsExactly(declared(READY, Cause.PRESS));

        seat.press();
        seat.press();
        seat.pass(10);
        seat.press(Input.Press.DOUBLE);
        assertThat(seat.press(Input.Press.DOUBLE))
                .containsExactly(declared(new Declaration.NotReady(TOILET), Cause.PRESS));
    }

    @Test
    void aShortPressDoesNotLoseThePlaceInLine() {
        seat.press(Input.Press.DOUBLE);
        seat.pass(6);
        assertThat(seat.press()).isEmpty();
        assertThat(seat.buzzer()).isEqualTo(Outputs.Buzzer.ERROR);
    }

    @Test
    void aShortPressEndsABreakAndADoublePressDoesNothingInIt() {
        seat.order(new Order.Wish.GrantBreak(BreakType.REST, 10));
        assertThat(seat.press(Input.Press.DOUBLE)).isEmpty();
        assertThat(seat.buzzer()).isEqualTo(Outputs.Buzzer.ERROR);
        assertThat(seat.press()).containsExactly(declared(READY, Cause.PRESS));
    }

    @Test
    void aShortPressEndsWrapUpStudyAndHandOver() {
        for (Declaration declaration : List.of(WRAP_UP, new Declaration.Study(), new Declaration.HandOver())) {
            seat.order(new Order.Wish.ForceState(declaration));
            assertThat(seat.press()).as("%s", declaration).containsExactly(declared(READY, Cause.PRESS));
        }
    }

    @Test
    void aLongPressRaisesAndLowersTheHand() {
        assertThat(seat.press(Input.Press.LONG)).containsExactly(new Fact.HandRaised());
        assertThat(seat.digits()).isEqualTo("H");
        assertThat(seat.press(Input.Press.LONG)).containsExactly(new Fact.HandLowered(Cause.PRESS));
        assertThat(seat.digits()).isEmpty();
    }

    @Test
    void aVeryLongPressReportsAFaultOnce() {
        assertThat(seat.press(Input.Press.VERY_LONG)).containsExactly(new Fact.FaultReported());
        assertThat(seat.press(Input.Press.VERY_LONG)).isEmpty();
        assertThat(seat.buzzer()).isEqualTo(Outputs.Buzzer.CHIRP);
    }

    @Test
    void aChangeAskedForInACallHappensAtItsEnd() {
        seat.lift();
        assertThat(seat.press()).containsExactly(pended(OTHER, Cause.PRESS));
        assertThat(seat.state().shown()).isEqualTo(ShownState.TALKING);
        assertThat(seat.rest())
                .containsExactly(
                        new Fact.HeadsetMoved(Headset.RESTING), new Fact.CallEnded(), declared(OTHER, Cause.PRESS));
        assertThat(seat.press())
                .as("now the reason can be chosen")
                .containsExactly(declared(new Declaration.NotReady(TOILET), Cause.PRESS));
    }

    @Test
    void pressingAgainInTheCallTakesItBack() {
        seat.lift();
        seat.press();
        assertThat(seat.press()).containsExactly(new Fact.PendingDropped());
        assertThat(seat.press(Input.Press.DOUBLE)).containsExactly(pended(ASKED, Cause.PRESS));
        assertThat(seat.press(Input.Press.DOUBLE)).containsExactly(new Fact.PendingDropped());
        seat.rest();
        assertThat(seat.state().declaration()).isEqualTo(READY);
    }

    @Test
    void aBreakAskedForInACallReplacesNotReady() {
        seat.lift();
        seat.press();
        assertThat(seat.press(Input.Press.DOUBLE)).containsExactly(pended(ASKED, Cause.PRESS));
        assertThat(seat.rest()).contains(declared(ASKED, Cause.PRESS));
    }

    @Test
    void aChangeAskedForWhileRingingHappensWhenTheCallerGivesUp() {
        seat.ring();
        assertThat(seat.press()).containsExactly(pended(OTHER, Cause.PRESS));
        assertThat(seat.pass(7))
                .containsExactly(new Fact.RingingEnded(1, Fact.RingEnd.STOPPED), declared(OTHER, Cause.PRESS));
    }

    @Test
    void aBreakAskedForIsCancelledAtOnceAlsoInACall() {
        seat.press(Input.Press.DOUBLE);
        seat.lift();
        assertThat(seat.press()).as("short").isEmpty();
        assertThat(seat.press(Input.Press.DOUBLE)).containsExactly(declared(READY, Cause.PRESS));
    }

    @Test
    void whatTheHubOrderedForTheEndOfTheCallStays() {
        seat.lift();
        seat.order(new Order.Wish.ForceState(new Declaration.Study()));
        assertThat(seat.press()).isEmpty();
        assertThat(seat.press(Input.Press.DOUBLE)).isEmpty();
        assertThat(seat.buzzer()).isEqualTo(Outputs.Buzzer.ERROR);
        assertThat(seat.rest()).contains(declared(new Declaration.Study(), Cause.ORDER));
    }
}
