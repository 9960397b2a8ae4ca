package dev.seatline.device.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.check.CheckedHardware.Ending;
import dev.seatline.device.check.CheckedHardware.Refusal;
import dev.seatline.device.check.CheckedHardware.State;
import dev.seatline.device.check.HardwareCheck.Word;
import dev.seatline.device.hardware.bench.BenchHardware;
import dev.seatline.device.loop.HandTime;
import dev.seatline.device.seat.Input;
import dev.seatline.device.seat.Outputs;
import dev.seatline.device.seat.SeatRules;
import dev.seatline.wire.ConsoleStatus.PartHealth;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SiteKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The parts of a seat while they are checked, on a bench.
@Timeout(20)
class CheckedHardwareTest {
    private static final SiteKey KEY = SiteKey.ofHex("5a".repeat(32));
    private static final Outputs READY = new Outputs(
            new Outputs.Lamp(Outputs.Colour.GREEN, Outputs.Pattern.STEADY, false), "12", Outputs.Buzzer.SILENT);
    private static final Input BEGUN = new Input.PartReported(
            CheckedHardware.PART, false, "a technician checks the parts: taps and presses are not recorded meanwhile");
    private static final Input OVER = new Input.PartReported(CheckedHardware.PART, true, "");

    private final HandTime time = new HandTime(Instant.parse("2026-11-23T09:00:00Z"));
    private final HandLater later = new HandLater();
    private final BenchHardware bench = new BenchHardware(KEY, time, SeatRules.DEFAULT);
    private final List<Input> seat = new CopyOnWriteArrayList<>();
    private boolean vacant = true;
    private final CheckedHardware hardware = new CheckedHardware(bench, () -> vacant, time, later);

    @BeforeEach
    void aSeatThatShowsSomething() {
        hardware.start(seat::add);
        hardware.show(READY);
        assertThat(seat).as("a check that was cut off is over").startsWith(OVER);
        seat.clear();
    }

    @AfterEach
    void stop() {
        hardware.stop();
    }

    @Test
    void withoutACheckEverythingPassesThrough() {
        bench.badge("04A1B2C3");
        bench.press(Input.Press.LONG);

        assertThat(seat)
                .containsExactly(new Input.CardRead(KEY.code("04A1B2C3")), new Input.ButtonPressed(Input.Press.LONG));
        assertThat(bench.outputs()).isEqualTo(READY);
        assertThat(hardware.health()).isEqualTo(bench.health());
    }

    @Test
    void whatIsTriedIsShownForAMoment() {
        assertThat(hardware.attempt(TestPattern.LAMP_RED)).isEmpty();
        assertThat(bench.outputs().lamp().colour()).isEqualTo(Outputs.Colour.RED);
        assertThat(hardware.tried()).contains(TestPattern.LAMP_RED);

        later.pass(CheckedHardware.SHOWN);
        assertThat(bench.outputs()).isEqualTo(READY);
        assertThat(hardware.tried()).isEmpty();
    }

    @Test
    void whatTheSeatHasToShowComesBeforeWhatIsTried() {
        vacant = false;
        assertThat(hardware.attempt(TestPattern.LAMP_RED)).isEmpty();
        hardware.show(Outputs.DARK);
        assertThat(bench.outputs()).isEqualTo(Outputs.DARK);

        hardware.attempt(TestPattern.DIGITS_ALL);
        later.pass(Duration.ZERO);
        assertThat(bench.outputs().digits()).isEqualTo("8888");
        later.pass(CheckedHardware.SHOWN);
        assertThat(bench.outputs()).as("and it is what it goes back to").isEqualTo(Outputs.DARK);
    }

    @Test
    void whatIsSensedDuringACheckIsNobodysWork() {
        assertThat(hardware.begin()).isEmpty();
        bench.badge("04A1B2C3");
        bench.press(Input.Press.SHORT);
        bench.hook(true);
        bench.hook(false);
        bench.ring(1);

        assertThat(seat).containsExactly(BEGUN);
        assertThat(running().current().orElseThrow().id()).isEqualTo("lamp-green");
        assertThat(hardware.health())
                .contains(new PartHealth(
                        "check", false, "a technician checks the parts: taps and presses are not recorded meanwhile"));
    }

    @Test
    void aPartThatFailsDuringACheckIsToldToTheSeat() {
        hardware.begin();
        bench.part(BenchHardware.LAMP, false);

        assertThat(seat).hasSize(2).last().isInstanceOf(Input.PartReported.class);
    }

    @Test
    void afterACheckTheSeatShowsWhatItHasToShowNowAndLearnsWhereTheHeadsetIs() {
        hardware.begin();
        bench.hook(true);
        hardware.show(Outputs.DARK);
        assertThat(bench.outputs().digits()).as("still the check's").isEqualTo("----");
        hardware.finish();

        assertThat(seat).containsExactly(BEGUN, OVER, new Input.HookMoved(true));
        assertThat(bench.outputs()).isEqualTo(Outputs.DARK);
        bench.press(Input.Press.SHORT);
        assertThat(seat).last().isEqualTo(new Input.ButtonPressed(Input.Press.SHORT));
    }

    @Test
    void everyStepShowsWhatItAsksFor() {
        hardware.begin();
        bench.badge("04A1B2C3");
        bench.press(Input.Press.SHORT);
        bench.hook(true);
        bench.hook(false);
        bench.ring(1);
        assertThat(bench.outputs().lamp().colour()).isEqualTo(Outputs.Colour.GREEN);
        assertThat(hardware.tell("lamp-green", Word.WORKS)).isTrue();
        assertThat(bench.outputs().lamp().colour()).isEqualTo(Outputs.Colour.BLUE);
        assertThat(hardware.tell("lamp-green", Word.WORKS)).as("said twice").isFalse();
        for (String step : List.of("lamp-blue", "lamp-red", "lamp-amber", "digits-all", "digits-order")) {
            assertThat(hardware.tell(step, Word.WORKS)).isTrue();
        }
        assertThat(bench.outputs().buzzer()).isEqualTo(Outputs.Buzzer.REMINDER);
        assertThat(hardware.tell("buzzer-reminder", Word.WORKS)).isTrue();

        State.Ended ended = ended();
        assertThat(ended.why()).isEqualTo(Ending.COMPLETE);
        assertThat(ended.check().passed()).isTrue();
        assertThat(bench.outputs()).isEqualTo(READY);
        assertThat(hardware.tell("buzzer-reminder", Word.AGAIN))
                .as("it is over")
                .isFalse();
    }

    @Test
    void atASeatWhereSomebodyWorksNoCheckBegins() {
        vacant = false;
        assertThat(hardware.begin()).contains(Refusal.SEAT_TAKEN);
        bench.press(Input.Press.SHORT);
        assertThat(seat).containsExactly(new Input.ButtonPressed(Input.Press.SHORT));
    }

    @Test
    void whoSignsInMeanwhileEndsTheCheckAndIsHeard() {
        hardware.begin();
        vacant = false;
        bench.press(Input.Press.SHORT);

        assertThat(ended().why()).isEqualTo(Ending.SEAT_TAKEN);
        assertThat(seat).containsExactly(BEGUN, OVER, new Input.ButtonPressed(Input.Press.SHORT));
    }

    @Test
    void aSignInThatShowsEndsTheCheckToo() {
        hardware.begin();
        vacant = false;
        hardware.show(READY);
        later.pass(Duration.ofMillis(200));
        assertThat(ended().why()).isEqualTo(Ending.SEAT_TAKEN);
        assertThat(bench.outputs()).isEqualTo(READY);
    }

    @Test
    void aCheckThatIsForgottenEndsByItself() {
        hardware.begin();
        time.pass(Duration.ofSeconds(100));
        bench.badge("04A1B2C3");
        time.pass(Duration.ofSeconds(20));
        later.pass(CheckedHardware.PATIENCE);
        assertThat(hardware.state()).as("somebody went on").isInstanceOf(State.Running.class);
        assertThat(hardware.left()).isEqualTo(Duration.ofSeconds(100));

        time.pass(Duration.ofSeconds(100));
        later.pass(CheckedHardware.PATIENCE);
        assertThat(ended().why()).isEqualTo(Ending.FORGOTTEN);
        assertThat(seat).containsExactly(BEGUN, OVER);
    }

    @Test
    void aTelephoneThatRingsKeepsNoForgottenCheckAlive() {
        hardware.begin();
        hardware.tell("badge-reader", Word.SKIP);
        time.pass(Duration.ofSeconds(60));
        for (int i = 0; i < 5; i++) {
            bench.ring(1);
            bench.badge("04A1B2C3");
        }
        assertThat(hardware.left()).isEqualTo(Duration.ofSeconds(60));
        time.pass(Duration.ofSeconds(60));
        later.pass(CheckedHardware.PATIENCE);
        assertThat(ended().why()).isEqualTo(Ending.FORGOTTEN);
    }

    @Test
    void noCheckLastsLongerThanAQuarterOfAnHour() {
        hardware.begin();
        for (int minutes = 0; minutes < 15; minutes++) {
            assertThat(hardware.tell("badge-reader", Word.AGAIN)).isTrue();
            time.pass(Duration.ofMinutes(1));
        }
        assertThat(hardware.left()).isZero();
        later.pass(CheckedHardware.PATIENCE);
        assertThat(ended().why()).isEqualTo(Ending.FORGOTTEN);
    }

    @Test
    void aLampOnTrialGoesOutAndIsNoAnswerToWhoeverTaps() {
        hardware.begin();
        for (String step : List.of("badge-reader", "button", "hook", "bell")) {
            hardware.tell(step, Word.SKIP);
        }
        assertThat(bench.outputs().lamp().colour()).isEqualTo(Outputs.Colour.GREEN);
        bench.badge("04A1B2C3");
        assertThat(bench.outputs().lamp().colour()).isEqualTo(Outputs.Colour.OFF);
        assertThat(bench.outputs().buzzer()).isEqualTo(Outputs.Buzzer.ERROR);

        hardware.tell("lamp-green", Word.AGAIN);
        assertThat(bench.outputs().lamp().colour()).as("once more").isEqualTo(Outputs.Colour.GREEN);
        later.pass(CheckedHardware.SHOWN);
        assertThat(bench.outputs().lamp().colour()).isEqualTo(Outputs.Colour.OFF);
        assertThat(bench.outputs().digits()).isEqualTo("----");
        assertThat(hardware.tell("lamp-green", Word.WORKS)).isTrue();
        assertThat(bench.outputs().lamp().colour()).isEqualTo(Outputs.Colour.BLUE);
    }

    @Test
    void thereIsOneCheckAtATime() {
        hardware.begin();
        assertThat(hardware.begin()).contains(Refusal.RUNNING);
        assertThat(hardware.attempt(TestPattern.LAMP_RED)).contains(Refusal.RUNNING);
        hardware.finish();
        hardware.finish();
        assertThat(hardware.begin()).as("and then another").isEmpty();
    }

    @Test
    void aConsoleThatStopsEndsTheCheck() {
        hardware.begin();
        hardware.stop();
        assertThat(seat).endsWith(OVER);
        assertThat(hardware.begin()).isPresent();
    }

    @Test
    void theReportTellsEveryStepAndNoBadge() {
        hardware.begin();
        bench.badge("04A1B2C3");
        bench.ring(1);
        hardware.tell("button", Word.FAILS);
        hardware.finish();
        CheckReport.About about = new CheckReport.About(new SeatId("S01"), "C01", "0.1.0", ZoneOffset.ofHours(8));

        String english = CheckReport.text(false, about, ended(), hardware.health());
        assertThat(english)
                .contains("verdict: does not work: 1, not tried: 9")
                .contains("began: 2026-11-23 17:00:00 +08:00")
                .contains("works      badge reader · ••••••C3")
                .contains("FAILS      button · instead there came something of bell input: are wires swapped?")
                .contains("not tried  lamp, green")
                .doesNotContain("04A1");
        String chinese = CheckReport.text(true, about, ended(), hardware.health());
        assertThat(chinese).contains("结论: 不正常：1 项, 未检测：9 项").contains("却收到 振铃输入 的信号");
        assertThat(chinese.lines().count()).isEqualTo(english.lines().count());
    }

    private HardwareCheck running() {
        return hardware.state() instanceof State.Running(HardwareCheck check, Instant _)
                ? check
                : new HardwareCheck(List.of(), 0);
    }

    private State.Ended ended() {
        assertThat(hardware.state()).isInstanceOf(State.Ended.class);
        return (State.Ended) hardware.state();
    }
}
