package dev.seatline.device.hardware.lamp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.hardware.pins.PinSettings;
import dev.seatline.device.hardware.pins.PinSettings.Output;
import dev.seatline.device.seat.Outputs.Colour;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Which lines are on for a colour.
class LampLinesTest {
    private static final Output GREEN = new Output(5, false);
    private static final Output AMBER = new Output(6, false);
    private static final Output RED = new Output(13, true);
    private static final Output BLUE = new Output(19, false);

    private static final PinSettings.Lamp THREE = new PinSettings.Lamp.Single(GREEN, AMBER, RED, Optional.empty());
    private static final PinSettings.Lamp FOUR = new PinSettings.Lamp.Single(GREEN, AMBER, RED, Optional.of(BLUE));
    private static final PinSettings.Lamp RGB = new PinSettings.Lamp.Rgb(RED, GREEN, BLUE);

    @Test
    void aSingleLampLightsItsOwnLine() {
        assertThat(LampLines.on(FOUR, Colour.OFF)).isEmpty();
        assertThat(LampLines.on(FOUR, Colour.GREEN)).containsExactly(GREEN);
        assertThat(LampLines.on(FOUR, Colour.BLUE)).containsExactly(BLUE);
        assertThat(LampLines.on(FOUR, Colour.RED)).containsExactly(RED);
        assertThat(LampLines.on(FOUR, Colour.AMBER)).containsExactly(AMBER);
    }

    @Test
    void withoutABlueLampBlueIsRed() {
        assertThat(LampLines.on(THREE, Colour.BLUE)).containsExactly(RED);
    }

    @Test
    void amberOfAnRgbLampIsRedAndGreen() {
        assertThat(LampLines.on(RGB, Colour.OFF)).isEmpty();
        assertThat(LampLines.on(RGB, Colour.GREEN)).containsExactly(GREEN);
        assertThat(LampLines.on(RGB, Colour.BLUE)).containsExactly(BLUE);
        assertThat(LampLines.on(RGB, Colour.RED)).containsExactly(RED);
        assertThat(LampLines.on(RGB, Colour.AMBER)).containsExactlyInAnyOrder(RED, GREEN);
    }

    @Test
    void allLinesAreThoseThatAnyColourLights() {
        for (PinSettings.Lamp lamp : new PinSettings.Lamp[] {THREE, FOUR, RGB}) {
            assertThat(LampLines.all(lamp)).doesNotHaveDuplicates();
            for (Colour colour : Colour.values()) {
                assertThat(LampLines.all(lamp)).containsAll(LampLines.on(lamp, colour));
            }
        }
        assertThat(LampLines.all(FOUR)).containsExactlyInAnyOrder(GREEN, AMBER, RED, BLUE);
        assertThat(LampLines.all(THREE)).hasSize(3);
        assertThat(LampLines.all(RGB)).hasSize(3);
    }
}
