package dev.seatline.device.seat;

import static dev.seatline.device.seat.WorkedSeat.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.wire.BreakType;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.Fact;
import dev.seatline.wire.Order;
import dev.seatline.wire.Reason;
import dev.seatline.wire.SeatState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What time alone does: breaks, limits, restarts.
class TimeTest {
    private static final Order.Wish TEN_MINUTES = new Order.Wish.GrantBreak(BreakType.REST, 10);

    @Test
    void theDigitsCountTheMinutesLeftDown() {
        WorkedSeat seat = WorkedSeat.ready();
        seat.order(TEN_MINUTES);
        seat.pass(59);
        assertThat(seat.digits()).isEqualTo("10");
        seat.pass(1);
        assertThat(seat.digits()).isEqualTo("9");
        seat.pass(Duration.ofMinutes(8));
        assertThat(seat.digits()).isEqualTo("1");
        assertThat(seat.pattern()).isEqualTo(Outputs.Pattern.STEADY);
    }

    @Test
    void whenTheBreakIsOverItIsSaidOnceAndNothingIsForced() {
        WorkedSeat seat = WorkedSeat.ready();
        seat.order(TEN_MINUTES);
        assertThat(seat.pass(Duration.ofMinutes(10))).isEmpty();
        assertThat(seat.buzzer()).isEqualTo(Outputs.Buzzer.REMINDER);
        assertThat(seat.digits()).isEqualTo("0");
        assertThat(seat.colour()).isEqualTo(Outputs.Colour.AMBER);
        assertThat(seat.pattern()).isEqualTo(Outputs.Pattern.SLOW_BLINK);
        seat.pass(1);
        assertThat(seat.buzzer()).isEqualTo(Outputs.Buzzer.SILENT);
        assertThat(seat.seat().nextDeadline()).as("nothing more to come").isEmpty();
        assertThat(seat.pass(Duration.ofHours(1))).isEmpty();
    }

    @Test
    void notReadyWarnsFromFourFifthsOfItsLimitAndRemindsAtItsEnd() {
        WorkedSeat seat = WorkedSeat.ready(WorkedSeat.settings(1, 100, 0));
        seat.press();
        seat.pass(79);
        assertThat(seat.pattern()).isEqualTo(Outputs.Pattern.STEADY);
        seat.pass(1);
        assertThat(seat.colour()).isEqualTo(Outputs.Colour.RED);
        assertThat(seat.pattern()).isEqualTo(Outputs.Pattern.SLOW_BLINK);
        assertThat(seat.buzzer()).isEqualTo(Outputs.Buzzer.SILENT);
        assertThat(seat.pass(20)).isEmpty();
        assertThat(seat.buzzer()).isEqualTo(Outputs.Buzzer.REMINDER);
    }

    @Test
    void anotherReasonDoesNotBeginTheLimitAnew() {
        WorkedSeat seat = WorkedSeat.ready(WorkedSeat.settings(1, 100, 0));
        seat.press();
        seat.pass(4);
        seat.press();
        seat.pass(76);
        assertThat(seat.pattern()).isEqualTo(Outputs.Pattern.SLOW_BLINK);
    }

    @Test
    void nobodyIsRemindedInACallButRightAfterIt() {
        WorkedSeat seat = WorkedSeat.ready(WorkedSeat.settings(1, 100, 0));
        seat.press();
        seat.lift();
        seat.pass(200);
        assertThat(seat.buzzer()).isEqualTo(Outputs.Buzzer.SILENT);
        seat.rest();
        seat.pass(0);
        assertThat(seat.buzzer()).isEqualTo(Outputs.Buzzer.REMINDER);
    }

    @Test
    void aBreakGoesOnThroughARestart() {
        WorkedSeat before = WorkedSeat.ready();
        before.order(TEN_MINUTES);
        before.pass(1);
        SeatState kept = before.state();
        WorkedSeat after = WorkedSeat.started(SeatRules.DEFAULT, WorkedSeat.SETTINGS, kept);
        after.clock(ClockTrust.TRUSTED, kept.since().plusSeconds(250));
        assertThat(after.digits()).as("before the first input").isEqualTo("6");
        after.pass(0);
        assertThat(after.digits()).isEqualTo("6");
        after.pass(50);
        assertThat(after.digits()).isEqualTo("5");
    }

    @Test
    void withoutATrustedClockARestartHoldsNothingAgainstTheAgentUntilItIsTrusted() {
        WorkedSeat before = WorkedSeat.ready();
        before.order(TEN_MINUTES);
        SeatState kept = before.state();
        WorkedSeat after = WorkedSeat.started(SeatRules.DEFAULT, WorkedSeat.SETTINGS, kept);
        after.clock(ClockTrust.UNTRUSTED, Instant.EPOCH);
        after.pass(60);
        assertThat(after.digits()).isEqualTo("9");
        after.clock(ClockTrust.TRUSTED, kept.since().plusSeconds(300));
        assertThat(after.give(new Input.ClockBecameTrusted(5000))).containsExactly(new Fact.ClockAnchored(5000));
        assertThat(after.digits()).isEqualTo("5");
    }

    @Test
    void aDeclarationFromAWrongClockLongAgoCountsFromTheStart() {
        WorkedSeat before = WorkedSeat.ready();
        before.order(TEN_MINUTES);
        WorkedSeat after = WorkedSeat.started(SeatRules.DEFAULT, WorkedSeat.SETTINGS, before.state());
        after.clock(ClockTrust.TRUSTED, Instant.parse("2027-01-01T00:00:00Z"));
        after.pass(0);
        assertThat(after.digits()).isEqualTo("10");
    }

    @Test
    void aRequestOlderThanTheRestartIsGivenUpToReady() {
        WorkedSeat before = WorkedSeat.ready();
        before.press(Input.Press.DOUBLE);
        WorkedSeat after = WorkedSeat.started(SeatRules.DEFAULT, WorkedSeat.SETTINGS, before.state());
        assertThat(after.press(Input.Press.DOUBLE)).containsExactly(declared(READY, Fact.Cause.PRESS));
    }

    @Test
    void warmUpCountsAgainstTheLimitLikeAnyNotReady() {
        WorkedSeat seat = WorkedSeat.vacant(SeatRules.HookMode.LINE, WorkedSeat.settings(1, 100, 0));
        seat.tap(LIS_CARD);
        assertThat(seat.state().shownReason()).isEqualTo(Reason.WARM_UP.code());
        seat.pass(80);
        assertThat(seat.pattern()).isEqualTo(Outputs.Pattern.SLOW_BLINK);
    }

    @Test
    void aLateLoopCatchesUpAtOnce() {
        WorkedSeat seat = WorkedSeat.ready();
        seat.order(TEN_MINUTES);
        seat.ring();
        seat.move(seat.now().elapsed().plusSeconds(3600));
        assertThat(seat.give(new Input.TimePassed())).containsExactly(new Fact.RingingEnded(1, Fact.RingEnd.STOPPED));
        assertThat(seat.buzzer()).isEqualTo(Outputs.Buzzer.REMINDER);
        assertThat(seat.seat().nextDeadline())
                .isPresent()
                .get()
                .satisfies(next -> assertThat(next).isGreaterThan(seat.now().elapsed()));
    }
}
