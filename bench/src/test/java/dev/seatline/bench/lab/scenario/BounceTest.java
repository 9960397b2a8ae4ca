package dev.seatline.bench.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.bench.lab.link.Wave;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Bouncing contacts and ringing bells.
class BounceTest {
    @Test
    void everyBounceHas1To15EdgesWithin15MillisecondsAndEndsWhereItShould() {
        SplittableRandom random = new SplittableRandom(7);
        int most = 0;
        for (int i = 0; i < 1000; i++) {
            Wave wave = Bounce.any(random).to(false);
            assertThat(wave.steps().size()).isBetween(1, 15);
            assertThat(wave.length()).isLessThanOrEqualTo(Duration.ofMillis(15));
            assertThat(wave.steps().getFirst().high()).isFalse();
            assertThat(wave.steps().getLast().high()).isFalse();
            for (int step = 1; step < wave.steps().size(); step++) {
                assertThat(wave.steps().get(step).high())
                        .isNotEqualTo(wave.steps().get(step - 1).high());
            }
            most = Math.max(most, wave.steps().size());
        }
        assertThat(most).isEqualTo(15);
    }

    @Test
    void aPressGoesToItsLevelStaysAndComesBack() {
        assertThat(Bounce.press(false, Bounce.NONE, Duration.ofMillis(100), Bounce.NONE)
                        .text())
                .isEqualTo("0- 100000+");
    }

    @Test
    void aBellGivesFiftyEdgesASecondAndPausesBetweenBursts() {
        Wave wave = BellWave.bursts(3, Duration.ofSeconds(1), Duration.ofSeconds(4));
        assertThat(wave.steps()).hasSize(150);
        assertThat(wave.steps().getLast().high()).isTrue();
        assertThat(wave.length()).isEqualTo(Duration.ofMillis(3 * 980 + 2 * 4_000));
    }
}
