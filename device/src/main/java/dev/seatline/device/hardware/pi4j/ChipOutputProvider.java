package dev.seatline.device.hardware.pi4j;

import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProviderBase;
import dev.seatline.device.hardware.gpiochip.Chip;
import dev.seatline.device.hardware.gpiochip.OutputLine;
import java.io.IOException;

/// Pi4J's outputs by the kernel's GPIO character device.
final class ChipOutputProvider extends DigitalOutputProviderBase {
    private final Chip chip;

    ChipOutputProvider(Chip chip) {
        super("seatline-chip-output", "Seatline: outputs of a GPIO character device");
        this.chip = chip;
    }

    @Override
    public DigitalOutput create(DigitalOutputConfig config) {
        try {
            return create(config, false);
        } catch (IOException e) {
            throw new com.pi4j.io.exception.IOException(e);
        }
    }

    /// The line is taken before Pi4J hears of it: Pi4J would keep a number for itself whose line could not be
    /// had.
    ChipOutput create(DigitalOutputConfig config, boolean activeLow) throws IOException {
        OutputLine line = chip.output(config.bcm(), activeLow, "seatline " + config.id());
        try {
            ChipOutput output = new ChipOutput(this, config, line);
            context().registry().add(output);
            return output;
        } catch (RuntimeException e) {
            line.close();
            throw e;
        }
    }
}
