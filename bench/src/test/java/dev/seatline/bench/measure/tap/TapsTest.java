package dev.seatline.bench.measure.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TapsTest {
    private final Taps taps = new Taps();

    @Test
    void aTapIsSeenWhenItsOwnStateIsAndNotBefore() {
        taps.tapped("S1", "NOT_READY");
        taps.tapped("S2", "NOT_READY");
        double now = BoardWatch.nowMillis();
        taps.streamed("S1", "SIGNED_OUT", System.nanoTime());
        taps.painted(new BoardWatch.Painted("S1", "SIGNED_OUT", now));
        taps.painted(new BoardWatch.Painted("S2", "NOT_READY", now - 1_000));
        assertThat(taps.allStreamed()).isFalse();
        assertThat(taps.streamMillis()).containsExactly(-1, -1);
        assertThat(taps.pixelMillis()).containsExactly(-1, -1);

        taps.streamed("S1", "NOT_READY", System.nanoTime() + 5_000_000);
        taps.streamed("S2", "NOT_READY", System.nanoTime() + 5_000_000);
        taps.painted(new BoardWatch.Painted("S1", "NOT_READY", now + 40));
        taps.painted(new BoardWatch.Painted("S2", "NOT_READY", now + 50));
        assertThat(taps.allStreamed()).isTrue();
        assertThat(taps.allPainted()).isTrue();
        assertThat(Arrays.stream(taps.streamMillis()).min().orElse(-1)).isGreaterThanOrEqualTo(5);
        assertThat(taps.pixelMillis()[0]).isBetween(30.0, 41.0 + 1_000);
    }

    @Test
    void whatIsSeenAgainDoesNotMakeATapLater() {
        taps.tapped("S1", "NOT_READY");
        taps.streamed("S1", "NOT_READY", System.nanoTime());
        double[] first = taps.streamMillis();
        taps.streamed("S1", "NOT_READY", System.nanoTime() + 1_000_000_000);
        assertThat(taps.streamMillis()).isEqualTo(first);
    }

    @Test
    void aPictureOfLaterBelongsToTheLaterTap() {
        taps.tapped("S1", "NOT_READY");
        taps.tapped("S1", "SIGNED_OUT");
        taps.painted(new BoardWatch.Painted("S1", "SIGNED_OUT", BoardWatch.nowMillis() + 20));
        assertThat(taps.pixelMillis()[0]).isEqualTo(-1);
        assertThat(taps.pixelMillis()[1]).isPositive();
    }
}
