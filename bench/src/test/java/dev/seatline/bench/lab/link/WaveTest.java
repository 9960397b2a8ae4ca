package dev.seatline.bench.lab.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Waves as texts, and one after the other.
class WaveTest {
    private static final Wave DOWN_UP = new Wave(List.of(new Wave.Step(0, false), new Wave.Step(150, true)));

    @Test
    void aWaveIsReadAsItWasWritten() {
        assertThat(DOWN_UP.text()).isEqualTo("0- 150+");
        assertThat(Wave.of("0- 150+")).isEqualTo(DOWN_UP);
    }

    @Test
    void anotherWaveFollowsAfterAPause() {
        Wave both = DOWN_UP.then(Duration.ofMillis(2), DOWN_UP);
        assertThat(both.text()).isEqualTo("0- 150+ 2000- 150+");
        assertThat(both.length()).isEqualTo(Duration.ofNanos(2_300_000));
    }

    @Test
    void whatIsNoWaveIsRefused() {
        for (String text : List.of("", "5", "+", "-5+", "5+  6-", "999999999+", "60000001+")) {
            assertThatThrownBy(() -> Wave.of(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
