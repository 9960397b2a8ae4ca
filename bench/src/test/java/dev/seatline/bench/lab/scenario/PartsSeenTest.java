package dev.seatline.bench.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.hardware.rdm6300.Rdm6300Frames;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The lab's own readers and displays.
class PartsSeenTest {
    @Test
    void theLabReadsDigitsAsTheyAreDrawn() {
        byte[] memory = new byte[DigitsSeen.BYTES];
        assertThat(DigitsSeen.read(memory)).isEmpty();
        memory[6] = 0x06;
        memory[8] = 0x4f;
        assertThat(DigitsSeen.read(memory)).isEqualTo("13");
        memory[8] = 0;
        assertThat(DigitsSeen.read(memory)).as("one place too far to the left").isEqualTo("1 ");
        memory[8] = 0x4f;
        memory[0] = 0x76;
        memory[2] = 0x01;
        assertThat(DigitsSeen.read(memory)).isEqualTo("H?13");
    }

    @Test
    void aCardOfTheLabIsOneForTheConsole() {
        byte[] frame = Rdm6300Card.frame("0400000a01");
        assertThat(frame).hasSize(14);
        assertThat(new Rdm6300Frames(Rdm6300Frames.Form.HEX, Duration.ZERO).read(frame, frame.length, 0))
                .singleElement()
                .satisfies(card -> assertThat(card.digits()).isEqualTo("0400000A01"));
    }
}
