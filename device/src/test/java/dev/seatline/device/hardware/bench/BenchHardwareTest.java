package dev.seatline.device.hardware.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seatline.device.seat.Input;
import dev.seatline.device.seat.Outputs;
import dev.seatline.device.seat.SeatRules;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.ConsoleStatus.PartHealth;
import dev.seatline.wire.SiteKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BenchHardwareTest {
    private static final SiteKey KEY = SiteKey.ofHex("5a".repeat(32));
    private static final Input RING = new Input.BellRang();
    private static final Input RESTING = new Input.HookMoved(false);
    private static final Input LIFTED = new Input.HookMoved(true);

    private final StandingTime time = new StandingTime();
    private final List<Input> sensed = new CopyOnWriteArrayList<>();
    private final BenchHardware bench = new BenchHardware(KEY, time, SeatRules.DEFAULT);

    @AfterEach
    void stop() {
        bench.stop();
    }

    @Test
    void aStartedBenchSaysWhereTheHeadsetIs() {
        bench.start(sensed::add);

        assertThat(sensed).containsExactly(RESTING);
    }

    @Test
    void aBadgeLeavesAsItsCodeOnly() {
        bench.start(sensed::add);

        assertThat(bench.badge("04a1 b2c3")).isTrue();

        assertThat(sensed).endsWith(new Input.CardRead(KEY.code("04A1B2C3")));
        assertThat(sensed.toString() + bench.health() + bench.outputs()).doesNotContainIgnoringCase("04a1");
    }

    @Test
    void aNumberThatIsNoneIsRefusedAndNotRepeated() {
        bench.start(sensed::add);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> bench.badge("7".repeat(65)))
                .withMessageContaining("1 to 64")
                .withMessageNotContaining("777");
        assertThatIllegalArgumentException().isThrownBy(() -> bench.badge("  "));
        assertThat(sensed).containsExactly(RESTING);
    }

    @Test
    void everyPressIsSensed() {
        bench.start(sensed::add);

        for (Input.Press press : Input.Press.values()) {
            assertThat(bench.press(press)).isTrue();
            assertThat(sensed).endsWith(new Input.ButtonPressed(press));
        }
    }

    @Test
    void theHookSpeaksOnlyWhenTheHeadsetMoves() {
        bench.start(sensed::add);

        bench.hook(true);
        bench.hook(true);
        bench.hook(false);

        assertThat(sensed).containsExactly(RESTING, LIFTED, RESTING);
    }

    @Test
    void theFirstBurstComesAtOnceAndTheOthersAtTheRingPeriod() throws InterruptedException {
        bench.start(sensed::add);

        bench.ring(3);
        assertThat(sensed).containsExactly(RESTING, RING);

        time.pass(Duration.ofSeconds(5));
        await(3);
        time.pass(Duration.ofMillis(4999));
        assertThat(sensed).hasSize(3);
        time.pass(Duration.ofMillis(1));
        await(4);

        assertThat(sensed).containsExactly(RESTING, RING, RING, RING);
    }

    @Test
    void noBurstFollowsTheLiftingOfTheHeadset() throws InterruptedException {
        bench.start(sensed::add);
        bench.ring(50);
        Thread bell = ringing();

        bench.hook(true);
        ringOut(bell);

        assertThat(sensed).containsExactly(RESTING, RING, LIFTED);
    }

    @Test
    void aCallerWhoGivesUpSilencesTheBell() throws InterruptedException {
        bench.start(sensed::add);
        bench.ring(50);
        Thread bell = ringing();

        bench.silence();
        ringOut(bell);

        assertThat(sensed).containsExactly(RESTING, RING);
    }

    @Test
    void aNewRingReplacesTheOldOne() throws InterruptedException {
        bench.start(sensed::add);
        bench.ring(50);
        Thread bell = ringing();

        bench.ring(1);
        ringOut(bell);

        assertThat(sensed).containsExactly(RESTING, RING, RING);
    }

    @Test
    void aRingHasOneToFiftyBursts() {
        bench.start(sensed::add);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> bench.ring(51))
                .withMessageContaining("1 to 50")
                .withMessageContaining("51");
        assertThatIllegalArgumentException().isThrownBy(() -> bench.ring(-1));
    }

    @Test
    void aFailingPartIsReportedOnceAndSensesNothing() {
        bench.start(sensed::add);

        bench.part(BenchHardware.BUTTON, false);
        bench.part(BenchHardware.BUTTON, false);

        assertThat(bench.press(Input.Press.SHORT)).isFalse();
        assertThat(sensed)
                .containsExactly(
                        RESTING, new Input.PartReported(BenchHardware.BUTTON, false, "made to fail on the bench"));
        assertThat(bench.health())
                .filteredOn(part -> !part.ok())
                .extracting(PartHealth::part)
                .containsExactly(BenchHardware.BUTTON);
    }

    @Test
    void aRepairedHookSaysWhereTheHeadsetIsByNow() {
        bench.start(sensed::add);
        bench.part(BenchHardware.HOOK, false);
        assertThat(bench.hook(true)).isFalse();
        sensed.clear();

        bench.part(BenchHardware.HOOK, true);

        assertThat(sensed)
                .containsExactly(new Input.PartReported(BenchHardware.HOOK, true, "played on the bench"), LIFTED);
    }

    @Test
    void aPartThatFailedBeforeTheStartIsReportedAtTheStart() {
        bench.part(BenchHardware.HOOK, false);

        bench.start(sensed::add);

        assertThat(sensed)
                .containsExactly(new Input.PartReported(BenchHardware.HOOK, false, "made to fail on the bench"));
    }

    @Test
    void anUnknownPartIsRefusedWithTheNamesOfAllParts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bench.part("horn", false))
                .withMessageContaining("badge-reader, button, hook, bell, lamp, digits, buzzer");
    }

    @Test
    void outputsAreWhatWasShownLastAndDarkAfterTheStop() {
        Outputs red = new Outputs(
                new Outputs.Lamp(Outputs.Colour.RED, Outputs.Pattern.STEADY, false), "12", Outputs.Buzzer.CHIRP);
        bench.start(sensed::add);
        bench.show(red);
        assertThat(bench.outputs()).isEqualTo(red);

        bench.stop();

        assertThat(bench.outputs()).isEqualTo(Outputs.DARK);
    }

    @Test
    void aStoppedBenchSensesNothingAndLeavesNoThread() throws InterruptedException {
        bench.start(sensed::add);
        bench.ring(50);
        Thread bell = ringing();
        sensed.clear();

        bench.stop();
        assertThat(bell.isAlive()).isFalse();
        bench.stop();

        assertThat(bench.badge("04A1B2C3")).isFalse();
        assertThat(bench.press(Input.Press.SHORT)).isFalse();
        assertThat(sensed).isEmpty();
    }

    private void await(int inputs) throws InterruptedException {
        while (sensed.size() < inputs) {
            Thread.sleep(1);
        }
    }

    /// Waits until the bell's thread waits for its next burst, so that there is a ringing to be ended.
    private Thread ringing() throws InterruptedException {
        Thread bell = time.waiting.get();
        while (bell == null) {
            Thread.sleep(1);
            bell = time.waiting.get();
        }
        return bell;
    }

    /// Lets the time of every burst pass and the bell's thread come to its end.
    private void ringOut(Thread bell) throws InterruptedException {
        time.pass(Duration.ofMinutes(10));
        bell.join();
    }

    /// Time that stands until it is told to pass; a wait looks again every millisecond.
    private static final class StandingTime implements TimeSource {
        private final AtomicLong nanos = new AtomicLong();
        private final AtomicReference<@Nullable Thread> waiting = new AtomicReference<>();

        void pass(Duration span) {
            nanos.addAndGet(span.toNanos());
        }

        @Override
        public Instant now() {
            return Instant.EPOCH.plusNanos(nanos.get());
        }

        @Override
        public long nanoTime() {
            return nanos.get();
        }

        @Override
        public Duration realWait(Duration span) {
            waiting.set(Thread.currentThread());
            return Duration.ofMillis(1);
        }

        @Override
        public double speed() {
            return 1;
        }
    }
}
