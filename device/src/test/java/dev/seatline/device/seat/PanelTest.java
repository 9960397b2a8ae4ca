package dev.seatline.device.seat;

import static dev.seatline.device.seat.WorkedSeat.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.seat.Outputs.Colour;
import dev.seatline.device.seat.Outputs.Pattern;
import dev.seatline.wire.BreakType;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Fact;
import dev.seatline.wire.Headset;
import dev.seatline.wire.Order;
import dev.seatline.wire.Outcome;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.Settings;
import org.junit.jupiter.api.Test;

/// What lamp, digits and buzzer show; link, parts, clock, settings and a full disk.
class PanelTest {
    private final WorkedSeat seat = WorkedSeat.ready();

    private void shows(Colour colour, Pattern pattern) {
        assertThat(seat.outputs().lamp()).isEqualTo(new Outputs.Lamp(colour, pattern, false));
    }

    @Test
    void everyShownStateHasItsLamp() {
        shows(Colour.GREEN, Pattern.STEADY);
        seat.ring();
        shows(Colour.GREEN, Pattern.FAST_BLINK);
        seat.lift();
        shows(Colour.BLUE, Pattern.STEADY);
        seat.rest();
        seat.order(new Order.Wish.ForceState(WRAP_UP));
        shows(Colour.AMBER, Pattern.STEADY);
        seat.order(new Order.Wish.ForceState(OTHER));
        shows(Colour.RED, Pattern.STEADY);
        seat.order(new Order.Wish.ForceState(new Declaration.Study()));
        shows(Colour.RED, Pattern.STEADY);
        seat.press(Input.Press.DOUBLE);
        shows(Colour.AMBER, Pattern.SLOW_BLINK);
        seat.order(new Order.Wish.GrantBreak(BreakType.REST, 10));
        shows(Colour.AMBER, Pattern.STEADY);
        seat.give(new Input.PartReported("hook", false, "stuck"));
        shows(Colour.AMBER, Pattern.DOUBLE_BLINK);
        seat.give(new Input.PartReported("hook", true, ""));
        seat.order(new Order.Wish.ForceSignOut());
        shows(Colour.OFF, Pattern.STEADY);
    }

    @Test
    void theLampHasAGapWhileOffline() {
        assertThat(seat.give(new Input.LinkChanged(false))).containsExactly(new Fact.LinkLost());
        assertThat(seat.outputs().lamp().offlineGap()).isTrue();
        assertThat(seat.give(new Input.LinkChanged(false))).isEmpty();
        assertThat(seat.give(new Input.LinkChanged(true))).containsExactly(new Fact.LinkRegained());
        assertThat(seat.outputs().lamp().offlineGap()).isFalse();
    }

    @Test
    void theLinkIsDownWhenTheProgramStarts() {
        WorkedSeat fresh = WorkedSeat.vacant();
        assertThat(fresh.outputs().lamp().offlineGap()).isTrue();
        assertThat(fresh.give(new Input.LinkChanged(false))).isEmpty();
        assertThat(fresh.give(new Input.LinkChanged(true))).containsExactly(new Fact.LinkRegained());
    }

    @Test
    void ofAHookThatHasFailedNothingIsBelievedUntilItTellsAgain() {
        seat.give(new Input.HookMoved(false));
        assertThat(seat.give(new Input.PartReported("hook", false, "chatters")))
                .containsExactly(new Fact.PartFailed("hook", "chatters"));
        assertThat(seat.give(new Input.HookMoved(true))).isEmpty();
        assertThat(seat.give(new Input.PartReported("hook", true, ""))).containsExactly(new Fact.PartRecovered("hook"));
        assertThat(seat.give(new Input.HookMoved(false))).containsExactly(new Fact.HeadsetMoved(Headset.RESTING));
    }

    @Test
    void aPartFailsAndRecoversOnce() {
        assertThat(seat.give(new Input.PartReported("badge", true, ""))).isEmpty();
        assertThat(seat.give(new Input.PartReported("badge", false, "no answer")))
                .containsExactly(new Fact.PartFailed("badge", "no answer"));
        assertThat(seat.give(new Input.PartReported("badge", false, "still none")))
                .isEmpty();
        assertThat(seat.give(new Input.PartReported("badge", true, "")))
                .containsExactly(new Fact.PartRecovered("badge"));
        assertThat(seat.give(new Input.PartReported("badge", true, ""))).isEmpty();
    }

    @Test
    void aPartThatHasNotSpokenIsNotDeclaredWell() {
        SeatState broken = seat.state().after(new Fact.PartFailed("badge", "no answer"), NINE);
        WorkedSeat started = WorkedSeat.started(SeatRules.DEFAULT, WorkedSeat.SETTINGS, broken);
        assertThat(started.rest()).isEmpty();
        assertThat(started.pass(60)).isEmpty();
        assertThat(started.state().failedParts()).containsKey("badge");
    }

    @Test
    void theClockIsAnchored() {
        assertThat(seat.give(new Input.ClockBecameTrusted(-1500))).containsExactly(new Fact.ClockAnchored(-1500));
    }

    @Test
    void olderSettingsAreIgnored() {
        Settings newer = WorkedSeat.settings(5, 0, 30);
        seat.give(new Input.SettingsArrived(newer));
        assertThat(seat.seat().settings()).isEqualTo(newer);
        seat.give(new Input.SettingsArrived(WorkedSeat.settings(4, 0, 0)));
        assertThat(seat.seat().settings()).isEqualTo(newer);
    }

    @Test
    void theReliefShowsBeforeTheHandAndNumbersBeforeBoth() {
        seat.press(Input.Press.LONG);
        assertThat(seat.digits()).isEqualTo("H");
        seat.tap(WANGS_CARD);
        assertThat(seat.digits()).isEqualTo("HO");
        seat.order(new Order.Wish.GrantBreak(BreakType.REST, 5));
        assertThat(seat.digits()).isEqualTo("5");
    }

    @Test
    void aFullDiskIsShownAndEveryGestureIsRefused() {
        seat.recording(false);
        assertThat(seat.digits()).isEqualTo("FULL");
        shows(Colour.AMBER, Pattern.DOUBLE_BLINK);
        SeatState before = seat.state();
        for (Input.Press press : Input.Press.values()) {
            assertThat(seat.press(press)).isEmpty();
            assertThat(seat.buzzer()).isEqualTo(Outputs.Buzzer.ERROR);
            seat.pass(1);
        }
        assertThat(seat.tap(LIS_CARD)).isEmpty();
        assertThat(seat.buzzer()).isEqualTo(Outputs.Buzzer.ERROR);
        assertThat(seat.lift()).isEmpty();
        assertThat(seat.ring()).isEmpty();
        assertThat(seat.pass(600)).isEmpty();
        assertThat(seat.state()).isEqualTo(before);
    }

    @Test
    void anOrderThatCannotBeRecordedIsRefusedAndTakenWhenItComesAgain() {
        Order.Wish grant = new Order.Wish.GrantBreak(BreakType.REST, 5);
        seat.recording(false);
        assertThat(seat.order("o", grant)).isEmpty();
        assertThat(seat.actions()).hasSize(1);
        assertThat(seat.outcome().result()).isEqualTo(Outcome.Result.REFUSED);
        assertThat(seat.outcome().detail()).contains("full");
        seat.recording(true);
        assertThat(seat.order("o", grant)).hasSize(1);
    }

    @Test
    void ordersThatRecordNothingWorkOnAFullDisk() {
        seat.recording(false);
        seat.order(new Order.Wish.Identify());
        assertThat(seat.outcome().result()).isEqualTo(Outcome.Result.DONE);
        shows(Colour.AMBER, Pattern.FAST_BLINK);
    }

    @Test
    void whatThePartsSaidOnAFullDiskIsRecordedOnceItHasRoom() {
        seat.recording(false);
        seat.lift();
        seat.give(new Input.LinkChanged(false));
        seat.give(new Input.PartReported("bell", false, "silent"));
        seat.give(new Input.ClockBecameTrusted(7));
        assertThat(seat.pass(10)).isEmpty();
        seat.recording(true);
        assertThat(seat.pass(0))
                .containsExactly(
                        new Fact.ClockAnchored(7),
                        new Fact.LinkLost(),
                        new Fact.PartFailed("bell", "silent"),
                        new Fact.HeadsetMoved(Headset.LIFTED),
                        new Fact.CallBegan(0));
        assertThat(seat.pass(10)).isEmpty();
    }

    @Test
    void aLinkLostOnAFullDiskIsRecordedWithoutAnyOtherCause() {
        seat.recording(false);
        seat.give(new Input.LinkChanged(false));
        assertThat(seat.outputs().lamp().offlineGap()).isTrue();
        seat.recording(true);
        assertThat(seat.pass(0)).containsExactly(new Fact.LinkLost());
    }

    @Test
    void aHookThatHasNotSpokenMovesNoHeadset() {
        WorkedSeat started = WorkedSeat.started(SeatRules.DEFAULT, WorkedSeat.SETTINGS, seat.state());
        assertThat(started.give(new Input.LinkChanged(true))).containsExactly(new Fact.LinkRegained());
        assertThat(started.state().headset()).isEqualTo(Headset.RESTING);
    }
}
