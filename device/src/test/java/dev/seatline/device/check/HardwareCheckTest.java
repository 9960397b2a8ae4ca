package dev.seatline.device.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.check.HardwareCheck.Result;
import dev.seatline.device.check.HardwareCheck.Step;
import dev.seatline.device.check.HardwareCheck.Word;
import dev.seatline.device.hardware.InputReading;
import dev.seatline.device.seat.Input;
import dev.seatline.wire.SeatParts;
import dev.seatline.wire.SiteKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HardwareCheckTest {
    private static final Input CARD =
            new Input.CardRead(SiteKey.ofHex("5a".repeat(32)).code("04A1B2C3"));
    private static final Input PRESS = new Input.ButtonPressed(Input.Press.SHORT);
    private static final Input LIFTED = new Input.HookMoved(true);
    private static final Input RESTING = new Input.HookMoved(false);
    private static final Input RANG = new Input.BellRang();
    private static final Map<String, InputReading> READINGS = Map.of(
            SeatParts.BADGE_READER,
            InputReading.unseen(SeatParts.BADGE_READER).card("04A1B2C3", 1),
            SeatParts.BUTTON,
            InputReading.unseen(SeatParts.BUTTON).believed(false, true, 0).believed(true, false, 4));

    @Test
    void whatSensesIsAskedForFirstAndThenWhatShows() {
        assertThat(HardwareCheck.of(List.of(
                                "journal",
                                "clock",
                                "badge-reader",
                                "button",
                                "hook",
                                "bell",
                                "lamp",
                                "digits",
                                "buzzer"))
                        .steps())
                .extracting(Step::id)
                .containsExactly(
                        "badge-reader",
                        "button",
                        "hook",
                        "bell",
                        "lamp-green",
                        "lamp-blue",
                        "lamp-red",
                        "lamp-amber",
                        "digits-all",
                        "digits-order",
                        "buzzer-reminder");
        assertThat(HardwareCheck.of(List.of("lamp")).steps()).hasSize(4);
        assertThat(HardwareCheck.of(List.of("journal")).current()).isEmpty();
    }

    @Test
    void aCardThatIsReadIsSeenMasked() {
        HardwareCheck check = HardwareCheck.of(List.of("badge-reader")).sensed(CARD, READINGS);

        assertThat(check.passed()).isTrue();
        assertThat(check.steps().getFirst().seen()).containsExactly("••••••C3");
    }

    @Test
    void howOftenAButtonBouncedIsKept() {
        HardwareCheck check = HardwareCheck.of(List.of("button")).sensed(PRESS, READINGS);

        assertThat(check.steps().getFirst().bounces()).isEqualTo(3);
        assertThat(check.steps().getFirst().seen()).containsExactly("SHORT");
    }

    @Test
    void aHookSwitchHasToBeSeenBothWays() {
        HardwareCheck check = HardwareCheck.of(List.of("hook")).sensed(LIFTED, READINGS);
        assertThat(check.current().orElseThrow().result()).isEqualTo(Result.WAITING);
        assertThat(check.sensed(LIFTED, READINGS)).as("said again").isEqualTo(check);

        assertThat(check.sensed(RESTING, READINGS).passed()).isTrue();
        assertThat(HardwareCheck.of(List.of("hook"))
                        .sensed(RESTING, READINGS)
                        .sensed(LIFTED, READINGS)
                        .passed())
                .as("the other way round")
                .isTrue();
    }

    @Test
    void anotherPartThatSpeaksInsteadIsToldAndIsNoPass() {
        HardwareCheck check = HardwareCheck.of(List.of("button", "bell"))
                .sensed(RANG, READINGS)
                .sensed(RANG, READINGS);

        assertThat(check.at()).isZero();
        assertThat(check.steps().getFirst().instead()).containsExactly("bell");
        assertThat(check.steps().get(1).result()).isEqualTo(Result.WAITING);
    }

    @Test
    void nobodyCanSayThatSomethingWorksThatHasToBeUsed() {
        HardwareCheck check = HardwareCheck.of(List.of("button"));

        assertThat(check.told("button", Word.WORKS)).isEmpty();
        assertThat(check.told("button", Word.FAILS).orElseThrow().count(Result.FAILS))
                .isOne();
        assertThat(check.told("button", Word.SKIP).orElseThrow().count(Result.SKIPPED))
                .isOne();
    }

    @Test
    void whatIsSaidOfAStepThatIsNotWaitedForIsNotHeard() {
        HardwareCheck check = HardwareCheck.of(List.of("lamp"));

        assertThat(check.told("lamp-blue", Word.WORKS)).isEmpty();
        assertThat(check.told("nothing", Word.AGAIN)).isEmpty();
        assertThat(check.told("lamp-green", Word.WORKS).orElseThrow().at()).isOne();
    }

    @Test
    void aStepIsTriedOnceMoreAndThenItGoesOnWhereItWas() {
        HardwareCheck check = HardwareCheck.of(List.of("button", "bell", "digits"))
                .told("button", Word.FAILS)
                .orElseThrow()
                .sensed(RANG, READINGS);
        assertThat(check.current().orElseThrow().id()).isEqualTo("digits-all");

        HardwareCheck again = check.told("button", Word.AGAIN).orElseThrow();
        assertThat(again.current().orElseThrow().id()).isEqualTo("button");
        HardwareCheck then = again.sensed(PRESS, READINGS);
        assertThat(then.steps().getFirst().result()).isEqualTo(Result.WORKS);
        assertThat(then.current().orElseThrow().id()).isEqualTo("digits-all");
    }

    @Test
    void onlyWhatWasTriedAndWorksPasses() {
        HardwareCheck check = HardwareCheck.of(List.of("digits"))
                .told("digits-all", Word.WORKS)
                .orElseThrow();
        assertThat(check.passed()).isFalse();
        assertThat(check.told("digits-order", Word.SKIP).orElseThrow().passed()).isFalse();
        assertThat(check.told("digits-order", Word.FAILS).orElseThrow().passed())
                .isFalse();
        assertThat(check.told("digits-order", Word.WORKS).orElseThrow().passed())
                .isTrue();
        assertThat(HardwareCheck.of(List.of()).passed()).isFalse();
    }

    @Test
    void anInputThatSaysTheSameForEverDoesNotGrow() {
        HardwareCheck check = HardwareCheck.of(List.of("hook", "button"));
        for (int i = 0; i < 1_000; i++) {
            check = check.sensed(PRESS, READINGS).sensed(RANG, READINGS).sensed(CARD, READINGS);
        }
        assertThat(check.steps().get(1).instead()).containsExactly("bell", "badge-reader", "button");
    }
}
