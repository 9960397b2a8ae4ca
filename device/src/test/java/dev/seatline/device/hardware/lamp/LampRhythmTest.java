package dev.seatline.device.hardware.lamp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.seat.Outputs;
import dev.seatline.device.seat.Outputs.Colour;
import dev.seatline.device.seat.Outputs.Lamp;
import dev.seatline.device.seat.Outputs.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// When a lamp is lit. Times are milliseconds since it was first shown.
class LampRhythmTest {
    private static final long MILLISECOND = 1_000_000;

    /// Any beginning will do: the clock may be about to overflow.
    private static final long BOOT = Long.MAX_VALUE - 3_000 * MILLISECOND;

    private final LampRhythm rhythm = new LampRhythm();

    @Test
    void nothingShownIsDarkForEver() {
        assertThat(rhythm.lit(nanos(0))).isFalse();
        assertThat(rhythm.nextChange(nanos(0))).isEmpty();
    }

    @Test
    void offIsDarkWhateverThePattern() {
        for (Pattern pattern : Pattern.values()) {
            rhythm.show(new Lamp(Colour.OFF, pattern, true), nanos(0));
            assertThat(rhythm.lit(nanos(1))).isFalse();
            assertThat(rhythm.nextChange(nanos(1))).isEmpty();
        }
    }

    @Test
    void steadyIsLitAndNeverLookedAtAgain() {
        rhythm.show(new Lamp(Colour.RED, Pattern.STEADY, false), nanos(0));
        assertThat(rhythm.lit(nanos(0))).isTrue();
        assertThat(rhythm.lit(nanos(1_000_000))).isTrue();
        assertThat(rhythm.nextChange(nanos(0))).isEmpty();
    }

    @Test
    void slowBlinkIsOnceASecond() {
        assertThat(changes(Pattern.SLOW_BLINK, false, 3_000)).containsExactly(500L, 1_000L, 1_500L, 2_000L, 2_500L);
    }

    @Test
    void fastBlinkIsFourTimesASecond() {
        assertThat(changes(Pattern.FAST_BLINK, false, 1_000)).containsExactly(125L, 250L, 375L, 500L, 625L, 750L, 875L);
    }

    @Test
    void doubleBlinkIsTwoFlashesAndAPause() {
        assertThat(changes(Pattern.DOUBLE_BLINK, false, 3_400))
                .containsExactly(125L, 250L, 375L, 1_500L, 1_625L, 1_750L, 1_875L, 3_000L, 3_125L, 3_250L, 3_375L);
    }

    @Test
    void steadyOfflineIsDarkForAMomentEveryFiveSeconds() {
        assertThat(changes(Pattern.STEADY, true, 15_000)).containsExactly(4_800L, 5_000L, 9_800L, 10_000L, 14_800L);
    }

    @Test
    void offlineABlinkingLampLeavesOutItsLastFlash() {
        assertThat(changes(Pattern.SLOW_BLINK, true, 7_000))
                .containsExactly(500L, 1_000L, 1_500L, 2_000L, 2_500L, 3_000L, 3_500L, 5_000L, 5_500L, 6_000L, 6_500L);
        assertThat(changes(Pattern.DOUBLE_BLINK, true, 6_000))
                .containsExactly(
                        125L, 250L, 375L, 1_500L, 1_625L, 1_750L, 1_875L, 3_000L, 3_125L, 4_500L, 4_625L, 4_750L,
                        4_875L);
        List<Long> fast = changes(Pattern.FAST_BLINK, true, 5_300);
        assertThat(fast).startsWith(125L, 250L, 375L).endsWith(4_500L, 4_625L, 5_000L, 5_125L, 5_250L);
        assertThat(fast).hasSize(2 * 19 + 2);
    }

    @Test
    void noFlashIsTooShortToBeSeen() {
        for (Pattern pattern : Pattern.values()) {
            for (boolean offline : new boolean[] {true, false}) {
                List<Long> changes = changes(pattern, offline, 60_000);
                long before = 0;
                for (long at : changes) {
                    assertThat(at - before)
                            .as("%s, offline %s, at %d", pattern, offline, at)
                            .isGreaterThanOrEqualTo(125);
                    before = at;
                }
            }
        }
    }

    @Test
    void everyPatternOfTheSeatLooksDifferent() {
        List<List<Long>> all = new ArrayList<>();
        for (Pattern pattern : Pattern.values()) {
            all.add(changes(pattern, false, 10_000));
            all.add(changes(pattern, true, 10_000));
        }
        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void whatIsShownAgainGoesOnWhereItIs() {
        Lamp lamp = new Lamp(Colour.GREEN, Pattern.FAST_BLINK, false);
        rhythm.show(lamp, nanos(0));
        rhythm.show(lamp, nanos(130));
        assertThat(rhythm.lit(nanos(130))).as("still in the dark half").isFalse();
        assertThat(rhythm.nextChange(nanos(130))).hasValue(nanos(250));
        assertThat(rhythm.shown()).isEqualTo(lamp);
    }

    @Test
    void anotherColourOrPatternBeginsWithLight() {
        rhythm.show(new Lamp(Colour.AMBER, Pattern.FAST_BLINK, false), nanos(0));
        rhythm.show(new Lamp(Colour.GREEN, Pattern.FAST_BLINK, false), nanos(130));
        assertThat(rhythm.lit(nanos(130))).isTrue();
        assertThat(rhythm.nextChange(nanos(130))).hasValue(nanos(255));
        rhythm.show(new Lamp(Colour.GREEN, Pattern.SLOW_BLINK, false), nanos(300));
        assertThat(rhythm.lit(nanos(300))).isTrue();
        assertThat(rhythm.nextChange(nanos(300))).hasValue(nanos(800));
    }

    @Test
    void goingOfflineAndOnlineKeepsTheStepAndTheFirstGapIsAWholeOne() {
        for (Pattern pattern : List.of(Pattern.SLOW_BLINK, Pattern.FAST_BLINK, Pattern.DOUBLE_BLINK)) {
            LampRhythm alone = new LampRhythm();
            LampRhythm linked = new LampRhythm();
            alone.show(new Lamp(Colour.RED, pattern, false), nanos(0));
            linked.show(new Lamp(Colour.RED, pattern, false), nanos(0));
            linked.show(new Lamp(Colour.RED, pattern, true), nanos(3_940));
            for (long at = 3_940; at < 6_200; at++) {
                assertThat(linked.lit(nanos(at))).as("%s at %d", pattern, at).isEqualTo(alone.lit(nanos(at)));
            }
            linked.show(new Lamp(Colour.RED, pattern, false), nanos(100_003));
            for (long at = 100_003; at < 105_003; at++) {
                assertThat(linked.lit(nanos(at))).as("%s at %d", pattern, at).isEqualTo(alone.lit(nanos(at)));
            }
        }
    }

    @Test
    void aSteadyLampThatGoesOfflineIsNotDarkAtOnce() {
        rhythm.show(new Lamp(Colour.GREEN, Pattern.STEADY, false), nanos(0));
        rhythm.show(new Lamp(Colour.GREEN, Pattern.STEADY, true), nanos(4_990));
        assertThat(rhythm.lit(nanos(4_990))).isTrue();
        assertThat(rhythm.nextChange(nanos(4_990))).hasValue(nanos(9_790));
    }

    @Test
    void aMomentBeforeTheBeginningShowsTheBeginning() {
        rhythm.show(new Lamp(Colour.GREEN, Pattern.SLOW_BLINK, false), nanos(0));
        assertThat(rhythm.lit(nanos(-700))).isTrue();
        assertThat(rhythm.nextChange(nanos(-700))).hasValue(nanos(500));
    }

    @Test
    void sleepingFromChangeToChangeMissesNothingAndDoesNotDrift() {
        RandomGenerator random = new Random(1);
        for (int run = 0; run < 200; run++) {
            Lamp lamp = lamp(random);
            LampRhythm fresh = new LampRhythm();
            long shown = nanos(0) + random.nextLong(1_000_000_000_000_000L);
            fresh.show(lamp, shown);
            long at = shown + random.nextLong(60_000_000_000_000L);
            OptionalLong next = fresh.nextChange(at);
            long until = next.orElse(at + 60_000 * MILLISECOND);
            assertThat(until - at).as("%s", lamp).isPositive();
            assertThat(fresh.lit(until - 1)).as("%s", lamp).isEqualTo(fresh.lit(at));
            long between = at + random.nextLong(until - at);
            assertThat(fresh.lit(between)).isEqualTo(fresh.lit(at));
            if (next.isPresent()) {
                assertThat(fresh.lit(until)).isNotEqualTo(fresh.lit(at));
                assertThat((until - shown) % (125 * MILLISECOND) == 0 || lamp.pattern() == Pattern.STEADY)
                        .isTrue();
            }
        }
    }

    private static Lamp lamp(RandomGenerator random) {
        return new Lamp(
                one(List.of(Colour.values()), random), one(List.of(Pattern.values()), random), random.nextBoolean());
    }

    private static <T> T one(List<T> all, RandomGenerator random) {
        return all.get(random.nextInt(all.size()));
    }

    /// When a lamp changes that is lit at 0, up to a moment.
    private static List<Long> changes(Pattern pattern, boolean offline, long until) {
        LampRhythm rhythm = new LampRhythm();
        rhythm.show(new Outputs.Lamp(Colour.AMBER, pattern, offline), nanos(0));
        List<Long> changes = new ArrayList<>();
        boolean lit = true;
        assertThat(rhythm.lit(nanos(0))).as("the lamp answers at once").isTrue();
        OptionalLong next = rhythm.nextChange(nanos(0));
        while (next.isPresent() && next.getAsLong() - nanos(until) < 0) {
            lit = !lit;
            assertThat(rhythm.lit(next.getAsLong())).isEqualTo(lit);
            assertThat(rhythm.lit(next.getAsLong() - 1)).isNotEqualTo(lit);
            changes.add((next.getAsLong() - BOOT) / MILLISECOND);
            next = rhythm.nextChange(next.getAsLong());
        }
        return changes;
    }

    private static long nanos(long millis) {
        return BOOT + millis * MILLISECOND;
    }
}
