package dev.seatline.device.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BackoffTest {
    @Test
    void pausesGrowUnderABoundAndStartAgainAfterAGoodConnection() {
        Backoff backoff = new Backoff(new SplittableRandom(1), Backoff.LONGEST);
        for (int round = 0; round < 200; round++) {
            backoff.reset();
            for (int failure = 0; failure < 20; failure++) {
                long bound = Math.min(200L << Math.min(failure, 20), 10_000);
                assertThat(backoff.next()).isBetween(Duration.ofMillis(20), Duration.ofMillis(bound));
            }
        }
    }

    @Test
    void aThousandConsolesDoNotComeBackTogether() {
        long[] tenths = new long[100];
        for (int console = 0; console < 1_000; console++) {
            Backoff backoff = new Backoff(new SplittableRandom(console), Backoff.LONGEST);
            Duration pause = Duration.ZERO;
            for (int failure = 0; failure < 10; failure++) {
                pause = backoff.next();
            }
            tenths[(int) Math.min(99, pause.toMillis() / 100)]++;
        }
        assertThat(java.util.Arrays.stream(tenths).max().orElse(0)).isLessThan(30);
    }
}
