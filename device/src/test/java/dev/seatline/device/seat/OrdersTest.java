package dev.seatline.device.seat;

import static dev.seatline.device.seat.WorkedSeat.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.wire.BreakType;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Fact;
import dev.seatline.wire.Fact.Cause;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.Order;
import dev.seatline.wire.OrderId;
import dev.seatline.wire.Outcome;
import dev.seatline.wire.Outcome.Result;
import dev.seatline.wire.Reason;
import dev.seatline.wire.ShownState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What orders of the hub do.
class OrdersTest {
    private static final Declaration TEN_MINUTES = new Declaration.RestBreak(BreakType.REST, 10);
    private static final Order.Wish GRANT = new Order.Wish.GrantBreak(BreakType.REST, 10);
    private final WorkedSeat seat = WorkedSeat.ready();

    @Test
    void anOrderIsCarriedOutOnceAndAnsweredEveryTime() {
        assertThat(seat.order("a", GRANT)).containsExactly(declared(TEN_MINUTES, Cause.ORDER));
        Outcome first = seat.outcome();
        assertThat(first).isEqualTo(new Outcome(new OrderId("a"), Result.DONE, ""));
        seat.press();
        assertThat(seat.order("a", GRANT)).isEmpty();
        assertThat(seat.outcome()).isEqualTo(first);
        assertThat(seat.state().declaration()).isEqualTo(READY);
    }

    @Test
    void aRepeatedOrderIsKnownAmongAHundredOthers() {
        seat.order("a", GRANT);
        seat.press();
        for (int other = 0; other < 99; other++) {
            seat.order(new Order.Wish.Identify());
        }
        assertThat(seat.order("a", GRANT)).isEmpty();
    }

    @Test
    void anExpiredOrderIsAnsweredAndNotCarriedOut() {
        Order late = new Order(new OrderId("late"), seat.wall().minusMillis(1), GRANT);
        assertThat(seat.give(new Input.OrderArrived(late))).isEmpty();
        assertThat(seat.outcome().result()).isEqualTo(Result.EXPIRED);
    }

    @Test
    void withoutATrustedClockNoOrderIsTooLate() {
        seat.clock(ClockTrust.UNTRUSTED, Instant.parse("2031-01-01T00:00:00Z"));
        Order order = new Order(new OrderId("o"), NINE, GRANT);
        assertThat(seat.give(new Input.OrderArrived(order))).hasSize(1);
        assertThat(seat.outcome().result()).isEqualTo(Result.DONE);
    }

    @Test
    void aGrantedBreakBeginsAndItsMinutesCountDown() {
        seat.press(Input.Press.DOUBLE);
        seat.order(new Order.Wish.QueueBreak(3));
        seat.pass(6);
        assertThat(seat.digits()).isEqualTo("3");
        assertThat(seat.order(GRANT)).containsExactly(declared(TEN_MINUTES, Cause.ORDER));
        assertThat(seat.buzzer()).isEqualTo(Outputs.Buzzer.CHIRP);
        assertThat(seat.state().shown()).isEqualTo(ShownState.BREAK);
        assertThat(seat.digits()).isEqualTo("10");
    }

    @Test
    void aBreakGrantedInACallWaitsForItsEnd() {
        seat.lift();
        assertThat(seat.order(GRANT)).containsExactly(pended(TEN_MINUTES, Cause.ORDER));
        assertThat(seat.outcome().result()).isEqualTo(Result.DONE);
        assertThat(seat.rest()).endsWith(declared(TEN_MINUTES, Cause.ORDER));
    }

    @Test
    void atAVacantSeatNobodyCanBeOrdered() {
        WorkedSeat vacant = WorkedSeat.vacant();
        for (Order.Wish wish : List.of(GRANT, new Order.Wish.ForceState(READY), new Order.Wish.ForceSignOut())) {
            assertThat(vacant.order(wish)).isEmpty();
            assertThat(vacant.outcome().result()).isEqualTo(Result.REFUSED);
            assertThat(vacant.outcome().detail()).contains("nobody is signed in");
        }
    }

    @Test
    void aRefusedBreakGoesBackToWhatWasBefore() {
        seat.press();
        seat.press();
        seat.pass(6);
        seat.press(Input.Press.DOUBLE);
        assertThat(seat.order(new Order.Wish.RefuseBreak("too many away")))
                .containsExactly(declared(new Declaration.NotReady(TOILET), Cause.ORDER));
        assertThat(seat.buzzer()).isEqualTo(Outputs.Buzzer.ERROR);
        assertThat(seat.order(new Order.Wish.RefuseBreak("again"))).isEmpty();
        assertThat(seat.outcome().result()).isEqualTo(Result.REFUSED);
    }

    @Test
    void aBreakAskedForInACallCanBeRefusedBeforeItsEnd() {
        seat.lift();
        seat.press(Input.Press.DOUBLE);
        assertThat(seat.order(new Order.Wish.RefuseBreak("no"))).containsExactly(new Fact.PendingDropped());
    }

    @Test
    void thePlaceInLineIsKeptWhileTheBreakWaitsForTheEndOfTheCall() {
        seat.lift();
        seat.press(Input.Press.DOUBLE);
        assertThat(seat.order(new Order.Wish.QueueBreak(2)))
                .containsExactly(pended(new Declaration.BreakRequested(BreakType.REST, 2), Cause.ORDER));
        seat.rest();
        assertThat(seat.digits()).isEqualTo("2");
    }

    @Test
    void aPlaceInLineNeedsARequest() {
        seat.order(new Order.Wish.QueueBreak(2));
        assertThat(seat.outcome().detail()).contains("no break is asked for");
    }

    @Test
    void aForcedStateHappensAtOnceOrAfterTheCall() {
        Declaration forced = new Declaration.NotReady(Reason.FORCED_BY_LEADER);
        assertThat(seat.order(new Order.Wish.ForceState(forced))).containsExactly(declared(forced, Cause.ORDER));
        assertThat(seat.digits()).as("no chooser").isEmpty();
        seat.lift();
        assertThat(seat.order(new Order.Wish.ForceState(READY))).containsExactly(pended(READY, Cause.ORDER));
        assertThat(seat.order(new Order.Wish.ForceState(READY)))
                .as("the same again")
                .isEmpty();
        assertThat(seat.order(new Order.Wish.ForceState(forced))).containsExactly(new Fact.PendingDropped());
    }

    @Test
    void aForcedStateThatIsThereAlreadyIsDoneWithoutAFact() {
        assertThat(seat.order(new Order.Wish.ForceState(READY))).isEmpty();
        assertThat(seat.outcome().result()).isEqualTo(Result.DONE);
    }

    @Test
    void aForcedWrapUpWithoutATimerEndsByThePressOnly() {
        seat.order(new Order.Wish.ForceState(WRAP_UP));
        assertThat(seat.pass(3600)).isEmpty();
    }

    @Test
    void theLeaderLetsTheSeatGo() {
        assertThat(seat.order(new Order.Wish.ForceSignOut()))
                .containsExactly(new Fact.SignedOut(LI, Fact.SignOutCause.ORDER));
        assertThat(seat.colour()).isEqualTo(Outputs.Colour.OFF);
    }

    @Test
    void aTextShowsForTenSeconds() {
        assertThat(seat.order(new Order.Wish.Show("CALL"))).isEmpty();
        assertThat(seat.digits()).isEqualTo("CALL");
        seat.pass(Duration.ofMillis(9999));
        assertThat(seat.digits()).isEqualTo("CALL");
        seat.pass(Duration.ofMillis(1));
        assertThat(seat.digits()).isEmpty();
    }

    @Test
    void aTextThatTheDigitsCannotShowIsRefused() {
        for (String text : List.of("小休", "a\nb")) {
            seat.order(new Order.Wish.Show(text));
            assertThat(seat.outcome().result()).as(text).isEqualTo(Result.REFUSED);
            assertThat(seat.digits()).isEmpty();
        }
    }

    @Test
    void identifyBlinksForTenSecondsAlsoAtAVacantSeat() {
        WorkedSeat vacant = WorkedSeat.vacant();
        vacant.order(new Order.Wish.Identify());
        assertThat(vacant.pattern()).isEqualTo(Outputs.Pattern.FAST_BLINK);
        assertThat(vacant.colour()).isNotEqualTo(Outputs.Colour.OFF);
        vacant.pass(10);
        assertThat(vacant.colour()).isEqualTo(Outputs.Colour.OFF);
    }

    @Test
    void aResendIsAnActionAndDone() {
        JournalId journal = new JournalId("j1");
        seat.order(new Order.Wish.ResendFrom(journal, 7));
        assertThat(seat.actions()).contains(new Action.Resend(journal, 7));
        assertThat(seat.outcome().result()).isEqualTo(Result.DONE);
    }

    @Test
    void anOrderOfANewerHubIsRefusedByItsKind() {
        seat.order(new Order.Wish.Unrecognised("play-music"));
        assertThat(seat.outcome().result()).isEqualTo(Result.REFUSED);
        assertThat(seat.outcome().detail()).contains("play-music");
    }
}
