package dev.seatline.device.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.hardware.InputReading.Burst;
import org.junit.jupiter.api.Test;

final class InputReadingTest {
    private static final long MILLI = 1_000_000L;

    @Test
    void aBouncingChangeTellsHowManyEdgesItTookTooMany() {
        InputReading button = InputReading.unseen("button").at(true).believed(false, true, 0);
        assertThat(button.counted()).as("found so, not changed").isZero();
        InputReading pressed =
                button.edge(false, 1).edge(true, 2).edge(false, 3).believed(true, false, 3);
        assertThat(pressed).isEqualTo(new InputReading("button", false, true, 3, 1, 0, 2, 3L, "", java.util.List.of()));
    }

    @Test
    void whatIsLostIsUnknownAndWhatWasCountedStays() {
        InputReading hook = InputReading.unseen("hook")
                .edge(true, 5)
                .believed(true, false, 1)
                .lost();
        assertThat(hook.high()).isNull();
        assertThat(hook.worked()).isNull();
        assertThat(hook.counted()).isEqualTo(1);
        assertThat(hook.last()).isEqualTo(5);
    }

    @Test
    void edgesOfABellAreBurstsAndThoseThatRangAreMarked() {
        InputReading bell = InputReading.unseen("bell");
        bell = bell.bellEdge(true, 0);
        for (int edge = 0; edge < 50; edge++) {
            bell = bell.bellEdge(edge % 2 == 0, 1_000 * MILLI + edge * (20 * MILLI));
        }
        bell = bell.rang(1_000 * MILLI, 1_980 * MILLI);
        assertThat(bell.bursts())
                .containsExactly(new Burst(0, 0, 1, false), new Burst(1_000 * MILLI, 1_980 * MILLI, 50, true));
        assertThat(bell.counted()).isEqualTo(1);
        for (int burst = 0; burst < 40; burst++) {
            bell = bell.bellEdge(true, (10_000L + burst * 1_000L) * MILLI);
        }
        assertThat(bell.bursts()).hasSize(16);
        assertThat(bell.bursts().getLast().from()).isEqualTo(49_000 * MILLI);
    }

    @Test
    void ofACardOnlyItsLengthAndItsEndAreKept() {
        assertThat(InputReading.unseen("badge-reader").card("04A1B2C3", 7).seen())
                .isEqualTo("••••••C3");
        assertThat(InputReading.unseen("badge-reader").card("1234", 7).seen()).isEqualTo("••••");
        assertThat(InputReading.unseen("badge-reader").card("04A1B2C3", 7).toString())
                .doesNotContain("04A1");
    }
}
