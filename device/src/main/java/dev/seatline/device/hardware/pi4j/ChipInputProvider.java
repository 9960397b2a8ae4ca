package dev.seatline.device.hardware.pi4j;

import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalInputProviderBase;
import dev.seatline.device.hardware.gpiochip.Chip;
import dev.seatline.device.hardware.gpiochip.GpioChip;
import dev.seatline.device.hardware.gpiochip.InputLine;
import java.io.IOException;

/// Pi4J's inputs by the kernel's GPIO character device. Pi4J's own debouncing is not done: the console does
/// it itself, over the kernel's times.
final class ChipInputProvider extends DigitalInputProviderBase {
    private final Chip chip;

    ChipInputProvider(Chip chip) {
        super("seatline-chip-input", "Seatline: inputs of a GPIO character device");
        this.chip = chip;
    }

    @Override
    public DigitalInput create(DigitalInputConfig config) {
        GpioChip.Bias bias = switch (config.pull()) {
            case OFF -> GpioChip.Bias.AS_IS;
            case PULL_UP -> GpioChip.Bias.PULL_UP;
            case PULL_DOWN -> GpioChip.Bias.PULL_DOWN;
        };
        try {
            return create(config, bias);
        } catch (IOException e) {
            throw new com.pi4j.io.exception.IOException(e);
        }
    }

    /// The line is taken before Pi4J hears of it: Pi4J would keep a number for itself whose line could not be
    /// had.
    ChipInput create(DigitalInputConfig config, GpioChip.Bias bias) throws IOException {
        InputLine line = chip.input(config.bcm(), bias, "seatline " + config.id());
        try {
            ChipInput input = new ChipInput(this, config, line);
            context().registry().add(input);
            return input;
        } catch (RuntimeException e) {
            line.close();
            throw e;
        }
    }
}
