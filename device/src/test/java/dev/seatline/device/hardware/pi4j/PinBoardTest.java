package dev.seatline.device.hardware.pi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.device.hardware.gpiochip.Chip;
import dev.seatline.device.hardware.gpiochip.GpioChip;
import dev.seatline.device.hardware.gpiochip.InputLine;
import dev.seatline.device.hardware.gpiochip.OutputLine;
import dev.seatline.device.hardware.gpiochip.RehearsalChip;
import dev.seatline.device.hardware.linux.LinuxException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Lines that fail, on a chip without pins.
final class PinBoardTest {
    private final WatchedChip chip = new WatchedChip();
    private final PinBoard board = new PinBoard(() -> chip);

    @AfterEach
    void closed() {
        board.close();
    }

    @Test
    void anOutputThatFailedAndWasGivenBackCanBeTakenAgain() throws IOException {
        ChipOutput lamp = board.output("lamp", 5, false);
        chip.outputs.getLast().close();
        assertThatThrownBy(() -> lamp.set(true)).isInstanceOf(LinuxException.class);
        board.release(lamp);
        ChipOutput again = board.output("lamp", 5, false);
        again.set(true);
        assertThat(again.isHigh()).isTrue();
    }

    /// Remembers the lines, so that a test may take one away.
    private static final class WatchedChip implements Chip {
        private final RehearsalChip pins = new RehearsalChip();
        final List<OutputLine> outputs = new ArrayList<>();

        @Override
        public InputLine input(int line, GpioChip.Bias bias, String user) throws IOException {
            return pins.input(line, bias, user);
        }

        @Override
        public OutputLine output(int line, boolean activeLow, String user) throws IOException {
            OutputLine output = pins.output(line, activeLow, user);
            outputs.add(output);
            return output;
        }

        @Override
        public void close() {
            pins.close();
        }
    }
}
