package dev.seatline.device.hardware.bell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.device.hardware.bell.BellHeard.Rang;
import dev.seatline.device.hardware.bell.BellHeard.RingingEnded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// What is heard on a bell line. Times are milliseconds.
class RingBurstsTest {
    private static final RingCadence TWICE = cadence(400, 200, 400, 2000);

    private final Bell bell = new Bell(RingCadence.CHINA);

    @Test
    void threeBurstsAreThreeRings() {
        bell.burst(0, 1000);
        bell.burst(5000, 1000);
        bell.burst(10_000, 1000);
        bell.passUntil(60_000);
        assertThat(bell.rings()).containsExactly(1, 2, 3);
        assertThat(bell.heard.getLast()).isEqualTo(new RingingEnded(3, nanos(11_000 + 6500)));
        assertThat(bell.bursts.due()).isEmpty();
    }

    @Test
    void theCountIsRightAGapAfterTheBurst() {
        bell.burst(0, 1000);
        assertThat(bell.bursts.due()).hasValue(nanos(1100) + 1);
        assertThat(bell.bursts.passed(nanos(1100))).isEmpty();
        assertThat(bell.bursts.passed(nanos(1100) + 1)).containsExactly(new Rang(1, nanos(0), nanos(1000)));
        assertThat(bell.bursts.due()).hasValue(nanos(7500));
    }

    @Test
    void aThreadThatIsLateHearsTheSame() {
        for (long from = 0; from <= 10_000; from += 5000) {
            for (long at = from; at <= from + 1000; at += 20) {
                bell.heard.addAll(bell.bursts.edge(nanos(at)));
            }
        }
        bell.heard.addAll(bell.bursts.passed(nanos(100_000)));
        assertThat(bell.rings()).containsExactly(1, 2, 3);
        assertThat(bell.heard.getLast()).isEqualTo(new RingingEnded(3, nanos(17_500)));
    }

    @Test
    void theNextCallIsCountedFromOne() {
        bell.burst(0, 1000);
        bell.burst(5000, 1000);
        bell.burst(30_000, 1000);
        bell.passUntil(60_000);
        assertThat(bell.rings()).containsExactly(1, 2, 1);
        assertThat(bell.endings()).containsExactly(2, 1);
    }

    @Test
    void burstsWithinTheToleranceCount() {
        bell.burst(0, 700);
        bell.burst(4400, 1300);
        bell.burst(9980, 900);
        bell.passUntil(30_000);
        assertThat(bell.rings()).containsExactly(1, 2, 3);
    }

    @Test
    void bellsOfOtherFrequenciesCount() {
        for (long half : new long[] {30, 20, 10, 7}) {
            Bell other = new Bell(RingCadence.CHINA);
            other.burst(0, 1000, half);
            other.burst(5000, 1000, half);
            other.passUntil(20_000);
            assertThat(other.rings()).as("%d ms from edge to edge", half).containsExactly(1, 2);
        }
    }

    @Test
    void unevenHalfWavesCount() {
        for (long ring = 0; ring < 2; ring++) {
            for (long at = 0; at <= 1000; at += 40) {
                bell.edge(5000 * ring + at);
                bell.edge(5000 * ring + at + 6);
            }
        }
        bell.passUntil(20_000);
        assertThat(bell.rings()).containsExactly(1, 2);
    }

    @Test
    void singleSpikesAndClicksAreNoRings() {
        for (long at = 0; at < 60_000; at += 1700) {
            bell.edge(at);
            bell.edge(at + 1);
            bell.edge(at + 4);
        }
        bell.burst(61_000, 100);
        bell.passUntil(80_000);
        assertThat(bell.heard).isEmpty();
    }

    @Test
    void spikesBetweenBurstsChangeNothing() {
        RandomGenerator random = new Random(7);
        for (long ring = 0; ring < 5; ring++) {
            bell.burst(5000 * ring, 1000);
            long at = 5000 * ring + 1150;
            for (int spike = 0; spike < 6; spike++) {
                at += 200 + random.nextLong(400);
                bell.edge(at);
                bell.edge(at + 1);
            }
        }
        bell.passUntil(60_000);
        assertThat(bell.rings()).containsExactly(1, 2, 3, 4, 5);
        assertThat(bell.endings()).containsExactly(5);
    }

    @Test
    void aSpikeBesideABurstBelongsToIt() {
        bell.edge(-60);
        bell.burst(0, 1000);
        bell.edge(1070);
        bell.passUntil(5000);
        assertThat(bell.rings()).containsExactly(1);
    }

    @Test
    void humAllTheTimeIsNoRinging() {
        bell.burst(0, 60_000, 10);
        assertThat(bell.bursts.disturbedSince(nanos(60_000))).hasValue(nanos(0));
        assertThat(bell.bursts.quietAt()).hasValue(nanos(60_100) + 1);
        bell.passUntil(60_001);
        assertThat(bell.bursts.due()).as("waits for nothing but edges").isEmpty();
        bell.passUntil(90_000);
        assertThat(bell.heard).isEmpty();
        assertThat(bell.bursts.disturbedSince(nanos(90_000))).isEmpty();
        assertThat(bell.bursts.quietAt()).isEmpty();
    }

    @Test
    void humThatBeginsWhileRingingEndsTheCounting() {
        bell.burst(0, 1000);
        bell.burst(5000, 1000);
        bell.burst(8000, 30_000, 10);
        bell.passUntil(60_000);
        assertThat(bell.rings()).containsExactly(1, 2);
        assertThat(bell.heard.getLast()).isEqualTo(new RingingEnded(2, nanos(12_500)));
    }

    @Test
    void ringsAfterHumCount() {
        bell.burst(0, 30_000, 10);
        bell.burst(34_500, 1000);
        bell.burst(39_500, 1000);
        bell.passUntil(60_000);
        assertThat(bell.rings()).containsExactly(1, 2);
    }

    @Test
    void interferenceTooFastForABellIsNone() {
        for (long at = nanos(0); at < nanos(1000); at += 100_000) {
            bell.heard.addAll(bell.bursts.edge(at));
        }
        bell.passUntil(20_000);
        assertThat(bell.heard).isEmpty();
    }

    @Test
    void burstsOfForeignLengthAreNoRings() {
        Bell american = new Bell(RingCadence.CHINA);
        Bell british = new Bell(RingCadence.CHINA);
        for (long ring = 0; ring < 5; ring++) {
            american.burst(6000 * ring, 2000);
            british.burst(3000 * ring, 400);
            british.burst(3000 * ring + 600, 400);
        }
        american.passUntil(60_000);
        british.passUntil(60_000);
        assertThat(american.heard).isEmpty();
        assertThat(british.heard).isEmpty();
    }

    @Test
    void ofBurstsThatComeTooSoonOnlyTheFirstCounts() {
        for (long ring = 0; ring < 20; ring++) {
            bell.burst(3000 * ring, 1000);
        }
        bell.passUntil(100_000);
        assertThat(bell.rings()).containsExactly(1);
        assertThat(bell.endings()).containsExactly(1);
    }

    @Test
    void aBurstThatComesTooLateIsNotOfThisRinging() {
        bell.burst(0, 1000);
        bell.burst(5800, 1000);
        bell.burst(10_800, 1000);
        bell.passUntil(60_000);
        assertThat(bell.rings()).containsExactly(1, 1);
        assertThat(bell.endings()).containsExactly(1, 1);
    }

    @Test
    void aDistinctiveCadenceIsOneRingForItsBursts() {
        Bell twice = new Bell(TWICE);
        for (long ring = 0; ring < 3; ring++) {
            twice.burst(3000 * ring, 400);
            twice.burst(3000 * ring + 600, 400);
        }
        twice.passUntil(60_000);
        assertThat(twice.rings()).containsExactly(1, 2, 3);
        assertThat(twice.heard.getFirst()).isEqualTo(new Rang(1, nanos(0), nanos(1000)));
    }

    @Test
    void aLostBurstOfADistinctiveCadenceLosesOneRing() {
        Bell twice = new Bell(TWICE);
        twice.burst(0, 400);
        twice.burst(2650, 400);
        twice.burst(3250, 400);
        twice.burst(5650, 400);
        twice.burst(6250, 400);
        twice.passUntil(60_000);
        assertThat(twice.rings()).containsExactly(1, 2);
    }

    @Test
    void theUsualCadenceIsForeignToADistinctiveOne() {
        Bell twice = new Bell(TWICE);
        for (long ring = 0; ring < 4; ring++) {
            twice.burst(5000 * ring, 1000);
        }
        twice.passUntil(60_000);
        assertThat(twice.heard).isEmpty();
    }

    @Test
    void anAnsweredRingCountsAlthoughItsBurstStopsInTheMiddle() {
        bell.burst(0, 1000);
        bell.burst(5000, 1000);
        bell.burst(10_000, 300);
        bell.passUntil(60_000);
        assertThat(bell.rings()).containsExactly(1, 2, 3);
        assertThat(bell.endings()).containsExactly(3);
    }

    @Test
    void liftingInTheMiddleOfABurstCountsItAndEndsTheRinging() {
        bell.burst(0, 1000);
        bell.burst(5000, 400);
        assertThat(bell.bursts.lifted(nanos(5390)))
                .containsExactly(new Rang(2, nanos(5000), nanos(5400)), new RingingEnded(2, nanos(5390)));
        bell.burst(5420, 500);
        bell.passUntil(60_000);
        assertThat(bell.rings()).as("the rest of the burst is no ring").containsExactly(1);
        assertThat(bell.endings()).isEmpty();
        assertThat(bell.bursts.due()).isEmpty();
    }

    @Test
    void liftingInTheMiddleOfTheFirstBurstCountsIt() {
        bell.burst(0, 400);
        assertThat(bell.bursts.lifted(nanos(390)))
                .containsExactly(new Rang(1, nanos(0), nanos(400)), new RingingEnded(1, nanos(390)));
    }

    @Test
    void aFirstBurstThatStoppedBeforeTheHookSettledCountsOnce() {
        bell.burst(0, 400);
        bell.passUntil(700);
        assertThat(bell.heard).isEmpty();
        assertThat(bell.bursts.lifted(nanos(700)))
                .containsExactly(new Rang(1, nanos(0), nanos(400)), new RingingEnded(1, nanos(700)));
        assertThat(bell.bursts.lifted(nanos(710))).isEmpty();
    }

    @Test
    void liftingLongAfterAShortBurstOrInSilenceIsNoRing() {
        assertThat(bell.bursts.lifted(nanos(-9000))).isEmpty();
        bell.burst(0, 400);
        bell.passUntil(3000);
        assertThat(bell.bursts.lifted(nanos(3000))).isEmpty();
    }

    @Test
    void liftingInThePauseEndsTheRinging() {
        bell.burst(0, 1000);
        bell.burst(5000, 1000);
        bell.passUntil(8000);
        assertThat(bell.bursts.lifted(nanos(8000))).containsExactly(new RingingEnded(2, nanos(8000)));
        bell.passUntil(60_000);
        assertThat(bell.endings()).as("told already").isEmpty();
    }

    @Test
    void liftingWithinADistinctiveRingCountsIt() {
        Bell twice = new Bell(TWICE);
        twice.burst(0, 400);
        twice.passUntil(550);
        assertThat(twice.bursts.lifted(nanos(550)))
                .containsExactly(new Rang(1, nanos(0), nanos(400)), new RingingEnded(1, nanos(550)));
    }

    @Test
    void theRingingAfterAnAnsweredOneIsCountedFromOne() {
        bell.burst(0, 400);
        bell.heard.addAll(bell.bursts.lifted(nanos(400)));
        bell.burst(30_000, 1000);
        bell.burst(35_000, 1000);
        bell.passUntil(60_000);
        assertThat(bell.rings()).containsExactly(1, 1, 2);
        assertThat(bell.endings()).containsExactly(1, 2);
    }

    @Test
    void whateverTheEdgesCountsGoUpByOneAndEveryRingingEndsOnce() {
        for (int seed = 0; seed < 200; seed++) {
            RandomGenerator random = new Random(seed);
            Bell any = new Bell(random.nextBoolean() ? RingCadence.CHINA : TWICE);
            long at = 0;
            for (int step = 0; step < 60; step++) {
                at += random.nextBoolean() ? random.nextLong(6000) : 4000 + random.nextLong(300);
                long length = random.nextBoolean() ? 1000 : random.nextLong(2500);
                any.burst(at, length, 5 + random.nextLong(20));
                at += length;
                if (random.nextInt(5) == 0) {
                    any.heard.addAll(any.bursts.lifted(nanos(at - random.nextLong(100))));
                }
            }
            any.passUntil(at + 60_000);
            int count = 0;
            for (BellHeard heard : any.heard) {
                switch (heard) {
                    case Rang rang ->
                        assertThat(rang.count()).as("seed %d", seed).isEqualTo(++count);
                    case RingingEnded ended -> {
                        assertThat(ended.count())
                                .as("seed %d", seed)
                                .isEqualTo(count)
                                .isPositive();
                        count = 0;
                    }
                }
            }
            assertThat(count).as("seed %d", seed).isZero();
            assertThat(any.bursts.due()).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void aCadenceThatCannotBeHeardIsRefusedWithWhatIsAllowed() {
        assertThatThrownBy(() -> cadence(1000)).hasMessageContaining("1 to 4 bursts");
        assertThatThrownBy(() -> cadence(1000, 30_000)).hasMessageContaining("PT20S");
        assertThatThrownBy(() -> cadence(150, 4000)).hasMessageContaining("tolerance must be less");
        assertThatThrownBy(() -> cadence(400, 210, 400, 2000, 100)).hasMessageContaining("1 to 4 bursts");
        assertThatThrownBy(() -> new RingCadence(
                        RingCadence.CHINA.ring(),
                        Duration.ofMillis(400),
                        Duration.ofMillis(100),
                        20,
                        300,
                        Duration.ofSeconds(5)))
                .hasMessageContaining("silence that ends ringing must be longer than PT5.9S");
        assertThatThrownBy(() -> new RingCadence(
                        List.of(Duration.ofMillis(400), Duration.ofMillis(400)),
                        Duration.ofMillis(350),
                        Duration.ofMillis(100),
                        20,
                        300,
                        Duration.ofSeconds(5)))
                .hasMessageContaining("longer than the longest gap");
        assertThatThrownBy(() -> new RingCadence(
                        RingCadence.CHINA.ring(),
                        Duration.ofMillis(400),
                        Duration.ofMillis(100),
                        300,
                        300,
                        Duration.ofSeconds(7)))
                .hasMessageContaining("edges per second");
    }

    private static long nanos(long millis) {
        return Long.MAX_VALUE - 20_000_000_000L + millis * 1_000_000;
    }

    private static RingCadence cadence(long... millis) {
        List<Duration> ring = new ArrayList<>();
        for (long part : millis) {
            ring.add(Duration.ofMillis(part));
        }
        return new RingCadence(
                ring,
                Duration.ofMillis(millis.length > 2 ? 120 : 200),
                Duration.ofMillis(70),
                20,
                300,
                Duration.ofSeconds(7));
    }

    /// A bell line as its thread sees it: it wakes for edges and when something is due.
    private static final class Bell {
        private final RingBursts bursts;
        private final List<BellHeard> heard = new ArrayList<>();

        Bell(RingCadence cadence) {
            bursts = new RingBursts(cadence);
        }

        /// 25 Hz, one half-wave seen.
        void burst(long from, long length) {
            burst(from, length, 20);
        }

        void burst(long from, long length, long fromEdgeToEdge) {
            for (long at = from; at <= from + length; at += fromEdgeToEdge) {
                edge(at);
            }
        }

        void edge(long at) {
            wakeUntil(at);
            heard.addAll(bursts.edge(nanos(at)));
        }

        void passUntil(long at) {
            wakeUntil(at);
            heard.addAll(bursts.passed(nanos(at)));
        }

        private void wakeUntil(long at) {
            for (OptionalLong due = bursts.due();
                    due.isPresent() && due.getAsLong() - nanos(at) < 0;
                    due = bursts.due()) {
                heard.addAll(bursts.passed(due.getAsLong()));
                assertThat(bursts.due()).as("what was due is done").isNotEqualTo(due);
            }
        }

        List<Integer> rings() {
            List<Integer> counts = new ArrayList<>();
            for (BellHeard one : heard) {
                if (one instanceof Rang rang) {
                    counts.add(rang.count());
                }
            }
            return counts;
        }

        List<Integer> endings() {
            List<Integer> counts = new ArrayList<>();
            for (BellHeard one : heard) {
                if (one instanceof RingingEnded ended) {
                    counts.add(ended.count());
                }
            }
            return counts;
        }
    }
}
