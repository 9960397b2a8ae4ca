package dev.seatline.bench.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.device.seat.Outputs.Colour;
import dev.seatline.device.seat.Outputs.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a person would say of the lines of a lamp.
class LampSeenTest {
    private static final LampSeen.Lines SINGLE = new LampSeen.Lines(5, 6, 13, 19);
    private static final LampSeen.Lines RGB = new LampSeen.Lines(5, -1, 13, 19);

    /// A line that is switched to and fro, beginning with on.
    private static LampSeen blinking(int line, long... millis) {
        List<String> watched = new ArrayList<>();
        long at = 0;
        int level = 1;
        for (long phase : millis) {
            watched.add(at * 1_000_000 + " " + line + " " + level);
            at += phase;
            level = 1 - level;
        }
        watched.addFirst(Long.toString(at * 1_000_000));
        return LampSeen.of(SINGLE, watched);
    }

    @Test
    void patternsAreToldApart() {
        LampSeen slow = blinking(6, 500, 500, 510, 490, 500, 500, 100);
        LampSeen fast = blinking(5, 125, 125, 130, 120, 125, 125, 125, 125, 125, 125, 50);
        LampSeen twice = blinking(6, 125, 125, 125, 1_125, 125, 125, 125, 1_125, 125, 125, 30);
        LampSeen steady = blinking(13, 2_000);
        assertThat(List.of(slow, fast, twice, steady)).allSatisfy(seen -> {
            assertThat(seen.shows(Colour.AMBER, Pattern.SLOW_BLINK)).isEqualTo(seen.equals(slow));
            assertThat(seen.shows(Colour.GREEN, Pattern.FAST_BLINK)).isEqualTo(seen.equals(fast));
            assertThat(seen.shows(Colour.AMBER, Pattern.DOUBLE_BLINK)).isEqualTo(seen.equals(twice));
            assertThat(seen.shows(Colour.RED, Pattern.STEADY)).isEqualTo(seen.equals(steady));
        });
        assertThat(fast.shows(Colour.AMBER, Pattern.FAST_BLINK)).as("colour").isFalse();
        assertThat(slow.period(2))
                .hasValueSatisfying(period -> assertThat(period).isBetween(990.0, 1_010.0));
    }

    @Test
    void aRhythmThatLimpsIsNoPattern() {
        assertThat(blinking(6, 500, 500, 500, 900, 500, 500, 100).shows(Colour.AMBER, Pattern.SLOW_BLINK))
                .isFalse();
    }

    @Test
    void redAndGreenTogetherAreAmberOfOneLampAndAFaultOfSingleOnes() {
        List<String> both = List.of("2000000000", "0 5 1", "1 13 1");
        assertThat(LampSeen.of(RGB, both).colour()).isEqualTo(Colour.AMBER);
        assertThatThrownBy(() -> LampSeen.of(SINGLE, both)).hasMessageContaining("lit together");
    }

    @Test
    void whatComesFromLookingAtOneLineAfterTheOtherIsNotSeen() {
        LampSeen seen = LampSeen.of(SINGLE, List.of("900000000", "0 5 1", "100000000 5 0", "103000000 13 1"));
        assertThat(seen.phases()).extracting(LampSeen.Phase::colour).containsExactly(Colour.GREEN, Colour.RED);
        assertThat(seen.shows(Colour.RED, Pattern.STEADY)).isTrue();
    }
}
