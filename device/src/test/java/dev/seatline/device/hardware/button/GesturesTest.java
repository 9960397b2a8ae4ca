package dev.seatline.device.hardware.button;

import static dev.seatline.device.hardware.button.Finger.nanos;
import static dev.seatline.device.seat.Input.Press.DOUBLE;
import static dev.seatline.device.seat.Input.Press.LONG;
import static dev.seatline.device.seat.Input.Press.SHORT;
import static dev.seatline.device.seat.Input.Press.VERY_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.hardware.button.Finger.Hold;
import dev.seatline.device.hardware.button.Finger.Told;
import dev.seatline.device.seat.Input.Press;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// What becomes of holds. The usual settings: double within 250 ms, long from 1 s, very long from 3 s, stuck
/// after 30 s.
class GesturesTest {
    private static final int SEEDS = 500;
    private static final int HOLDS = 30;
    private static final GestureSettings NO_DOUBLE =
            new GestureSettings(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(30));

    private final Gestures gestures = letGo(GestureSettings.USUAL);

    @Test
    void aShortPressIsToldWhenNoSecondOneCanFollow() {
        assertThat(pressed(0)).isEmpty();
        assertThat(released(100)).isEmpty();
        assertThat(gestures.due()).hasValue(nanos(350));
        assertThat(gestures.passed(nanos(350) - 1, OptionalLong.empty())).isEmpty();
        assertThat(passed(350)).containsExactly(SHORT);
        assertThat(gestures.due()).isEmpty();
        assertThat(passed(60_000)).isEmpty();
    }

    @Test
    void withoutDoublePressesAShortOneIsToldAtOnce() {
        Gestures single = letGo(NO_DOUBLE);
        for (long at = 0; at < 1_000; at += 100) {
            assertThat(single.settled(true, nanos(at), false)).isEmpty();
            assertThat(single.settled(false, nanos(at + 50), false)).containsExactly(SHORT);
            assertThat(single.due()).isEmpty();
        }
        single.settled(true, nanos(2_000), false);
        assertThat(single.settled(false, nanos(2_999), false)).containsExactly(SHORT);
        single.settled(true, nanos(4_000), false);
        assertThat(single.settled(false, nanos(5_000), false)).containsExactly(LONG);
    }

    @Test
    void twoShortPressesAreOneDoublePress() {
        pressed(0);
        released(100);
        assertThat(pressed(349)).isEmpty();
        assertThat(passed(500)).isEmpty();
        assertThat(released(1_348)).as("just no long one").containsExactly(DOUBLE);
        assertThat(gestures.due()).isEmpty();
        assertThat(passed(60_000)).isEmpty();
    }

    @Test
    void aSecondPressAfterTheWindowIsOneOfItsOwn() {
        pressed(0);
        released(100);
        assertThat(pressed(350)).as("by the edges, though nobody looked").containsExactly(SHORT);
        assertThat(released(450)).isEmpty();
        assertThat(passed(700)).containsExactly(SHORT);
    }

    @Test
    void threeQuickPressesAreADoubleOneAndAShortOne() {
        pressed(0);
        released(80);
        pressed(200);
        assertThat(released(280)).containsExactly(DOUBLE);
        pressed(400);
        assertThat(released(480)).isEmpty();
        assertThat(passed(730)).containsExactly(SHORT);
    }

    @Test
    void aLongPressIsToldWhenLetGo() {
        pressed(0);
        assertThat(passed(2_999)).isEmpty();
        assertThat(released(2_999)).containsExactly(LONG);
        pressed(5_000);
        assertThat(released(6_000)).as("from exactly one second").containsExactly(LONG);
        pressed(8_000);
        assertThat(released(8_999)).isEmpty();
        assertThat(passed(9_249)).as("just no long one").containsExactly(SHORT);
    }

    @Test
    void aVeryLongPressIsToldWhileHeldAndNeverTwice() {
        pressed(0);
        assertThat(gestures.due()).hasValue(nanos(3_000));
        assertThat(passed(3_000)).containsExactly(VERY_LONG);
        assertThat(passed(9_000)).isEmpty();
        assertThat(released(9_000)).isEmpty();
        assertThat(passed(60_000)).isEmpty();
        assertThat(pressed(60_100)).isEmpty();
        released(60_200);
        assertThat(passed(60_450)).containsExactly(SHORT);
    }

    @Test
    void aThreadThatWasHeldUpTellsTheSame() {
        pressed(0);
        assertThat(released(5_000)).containsExactly(VERY_LONG);
        pressed(6_000);
        released(6_100);
        assertThat(pressed(6_200)).isEmpty();
        assertThat(released(9_200)).as("nobody looked in between").containsExactly(SHORT, VERY_LONG);
        assertThat(passed(20_000)).isEmpty();
    }

    @Test
    void aSecondPressThatIsHeldLosesNothing() {
        pressed(0);
        released(100);
        pressed(300);
        assertThat(gestures.due()).hasValue(nanos(1_300));
        assertThat(passed(1_300)).as("it can be no double press any more").containsExactly(SHORT);
        assertThat(gestures.due()).hasValue(nanos(3_300));
        assertThat(released(2_000)).containsExactly(LONG);
        pressed(5_000);
        released(5_100);
        pressed(5_200);
        assertThat(passed(6_200)).containsExactly(SHORT);
        assertThat(passed(8_200)).containsExactly(VERY_LONG);
        assertThat(released(8_300)).isEmpty();
    }

    @Test
    void aSecondPressThatStillBouncesWhenTheWindowEndsCountsByItsEdge() {
        pressed(0);
        released(100);
        assertThat(passed(351, 349)).isEmpty();
        assertThat(gestures.due()).as("looks again soon, and does not spin").hasValue(nanos(361));
        assertThat(passed(361, 349)).isEmpty();
        assertThat(gestures.due()).hasValue(nanos(371));
        assertThat(pressed(349)).isEmpty();
        assertThat(released(500)).containsExactly(DOUBLE);
    }

    @Test
    void aSpikeWhenTheWindowEndsIsNoSecondPress() {
        pressed(0);
        released(100);
        assertThat(passed(352, 348)).isEmpty();
        assertThat(passed(368)).containsExactly(SHORT);
        assertThat(gestures.due()).isEmpty();
    }

    @Test
    void bouncesAfterWhatWasDecidedDoNotDelayIt() {
        pressed(0);
        released(100);
        assertThat(passed(360, 350)).containsExactly(SHORT);
    }

    @Test
    void lettingGoJustBeforeAVeryLongPressIsALongOneThoughItSettlesLater() {
        pressed(0);
        assertThat(passed(3_010, 2_995)).isEmpty();
        assertThat(released(2_995)).containsExactly(LONG);
        assertThat(passed(60_000)).isEmpty();
    }

    @Test
    void aButtonFoundPressedMeansNothingUntilItIsLetGo() {
        Gestures found = new Gestures(GestureSettings.USUAL);
        assertThat(found.settled(true, nanos(0), true)).isEmpty();
        assertThat(found.passed(nanos(10_000), OptionalLong.empty())).isEmpty();
        assertThat(found.settled(false, nanos(10_100), false)).isEmpty();
        assertThat(found.due()).isEmpty();
        found.settled(true, nanos(10_200), false);
        found.settled(false, nanos(10_300), false);
        assertThat(found.passed(nanos(10_550), OptionalLong.empty())).containsExactly(SHORT);
    }

    @Test
    void openedAgainWhateverWasUnderWayIsForgotten() {
        for (boolean foundPressed : new boolean[] {true, false}) {
            for (int changes = 1; changes <= 3; changes++) {
                Gestures opened = letGo(GestureSettings.USUAL);
                for (int i = 0; i < changes; i++) {
                    opened.settled(i % 2 == 0, nanos(100L * i), false);
                }
                assertThat(opened.settled(foundPressed, nanos(50_000), true)).isEmpty();
                assertThat(opened.passed(nanos(79_999), OptionalLong.empty())).isEmpty();
                assertThat(opened.stuck()).isFalse();
                if (foundPressed) {
                    assertThat(opened.settled(false, nanos(79_999), false)).isEmpty();
                }
                assertThat(opened.due()).isEmpty();
            }
        }
    }

    @Test
    void aHoldDuringWhichChangesWereMissedIsForgotten() {
        pressed(0);
        gestures.lost();
        assertThat(passed(20_000)).isEmpty();
        assertThat(released(20_100)).isEmpty();
        assertThat(gestures.due()).isEmpty();
        pressed(20_200);
        released(20_300);
        assertThat(passed(20_550)).containsExactly(SHORT);
    }

    @Test
    void aShortPressBeforeMissedChangesMayHaveBeenADoubleOneAndIsNone() {
        pressed(0);
        released(100);
        gestures.lost();
        assertThat(gestures.due()).isEmpty();
        assertThat(passed(10_000)).isEmpty();
        pressed(10_100);
        released(10_200);
        pressed(10_300);
        gestures.lost();
        assertThat(released(10_400)).isEmpty();
        assertThat(passed(20_000)).isEmpty();
    }

    @Test
    void whatIsAtRestLosesNothing() {
        gestures.lost();
        pressed(0);
        released(100);
        assertThat(passed(350)).containsExactly(SHORT);
    }

    @Test
    void aButtonThatIsHeldForTooLongIsStuckUntilLetGo() {
        pressed(0);
        passed(3_000);
        assertThat(gestures.due()).hasValue(nanos(30_000));
        passed(29_999);
        assertThat(gestures.stuck()).isFalse();
        passed(30_000);
        assertThat(gestures.stuck()).isTrue();
        assertThat(gestures.due()).isEmpty();
        passed(90_000);
        assertThat(gestures.stuck()).isTrue();
        assertThat(released(90_000)).isEmpty();
        assertThat(gestures.stuck()).isFalse();
    }

    @Test
    void whatLiesOnTheButtonFromTheBeginningIsToldAsStuckToo() {
        Gestures found = new Gestures(GestureSettings.USUAL);
        found.settled(true, nanos(0), true);
        assertThat(found.due()).hasValue(nanos(30_000));
        found.passed(nanos(30_000), OptionalLong.empty());
        assertThat(found.stuck()).isTrue();
        found.settled(false, nanos(31_000), false);
        assertThat(found.stuck()).isFalse();
    }

    @Test
    void aLevelThatIsKnownAlreadyChangesNothing() {
        pressed(0);
        assertThat(pressed(900)).isEmpty();
        assertThat(released(1_000)).containsExactly(LONG);
        assertThat(released(1_100)).isEmpty();
        assertThat(gestures.due()).isEmpty();
    }

    @Test
    void aMomentBeforeTheLastChangeCountsAsThat() {
        pressed(1_000);
        assertThat(released(500)).isEmpty();
        assertThat(gestures.due()).hasValue(nanos(1_250));
        assertThat(passed(900)).isEmpty();
        assertThat(passed(1_250)).containsExactly(SHORT);
    }

    @Test
    void anyHoldsAreThePressesThatTheyLookLike() {
        for (int seed = 0; seed < SEEDS; seed++) {
            RandomGenerator random = new Random(seed);
            GestureSettings settings = random.nextInt(4) == 0 ? NO_DOUBLE : GestureSettings.USUAL;
            List<Hold> holds = holds(random);
            int late = random.nextInt(3) == 0 ? random.nextInt(1, 2_000) : random.nextInt(-1, 1);
            Finger finger = new Finger(settings);
            finger.play(holds, random, late);
            List<Told> expected = expected(holds, settings);
            assertThat(finger.told().stream().map(Told::press))
                    .as("seed %d, holds %s", seed, holds)
                    .containsExactlyElementsOf(
                            expected.stream().map(Told::press).toList());
            for (int i = 0; late >= 0 && i < expected.size(); i++) {
                long at = expected.get(i).at();
                assertThat(finger.told().get(i).at())
                        .as("seed %d, press %d", seed, i)
                        .isBetween(at, at + 2 * Finger.BOUNCE.toMillis() + 15 + late);
            }
        }
    }

    private static List<Hold> holds(RandomGenerator random) {
        List<Hold> holds = new ArrayList<>();
        long at = 0;
        for (int i = 0; i < HOLDS; i++) {
            long length = random.nextInt(3) > 0 ? random.nextLong(40, 300) : random.nextLong(40, 4_000);
            holds.add(new Hold(at, at + length));
            at += length + (random.nextInt(3) > 0 ? random.nextLong(40, 400) : random.nextLong(40, 3_000));
        }
        return holds;
    }

    /// Told from the list of holds, as a person would: no states, no waiting.
    private static List<Told> expected(List<Hold> holds, GestureSettings settings) {
        List<Told> told = new ArrayList<>();
        for (int i = 0; i < holds.size(); i++) {
            Hold hold = holds.get(i);
            Hold next = i + 1 < holds.size() ? holds.get(i + 1) : new Hold(Long.MAX_VALUE, Long.MAX_VALUE);
            boolean nextIsNear =
                    next.from() - hold.until() < settings.doubleWithin().toMillis();
            if (hold.length() >= 3_000) {
                told.add(new Told(VERY_LONG, hold.from() + 3_000));
            } else if (hold.length() >= 1_000) {
                told.add(new Told(LONG, hold.until()));
            } else if (nextIsNear && next.length() < 1_000) {
                told.add(new Told(DOUBLE, next.until()));
                i++;
            } else if (nextIsNear) {
                told.add(new Told(SHORT, next.from() + 1_000));
            } else {
                told.add(new Told(SHORT, hold.until() + settings.doubleWithin().toMillis()));
            }
        }
        return told;
    }

    private static Gestures letGo(GestureSettings settings) {
        Gestures gestures = new Gestures(settings);
        gestures.settled(false, nanos(-1_000), true);
        return gestures;
    }

    private List<Press> pressed(long millis) {
        return gestures.settled(true, nanos(millis), false);
    }

    private List<Press> released(long millis) {
        return gestures.settled(false, nanos(millis), false);
    }

    private List<Press> passed(long millis) {
        return gestures.passed(nanos(millis), OptionalLong.empty());
    }

    private List<Press> passed(long millis, long restlessSince) {
        return gestures.passed(nanos(millis), OptionalLong.of(nanos(restlessSince)));
    }
}
