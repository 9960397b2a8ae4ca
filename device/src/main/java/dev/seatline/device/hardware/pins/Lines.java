package dev.seatline.device.hardware.pins;

import dev.seatline.device.hardware.gpiochip.GpioChip;
import java.util.OptionalLong;

/// What sensors and shows share. Stateless; any thread.
final class Lines {
    private Lines() {}

    static GpioChip.Bias bias(PinSettings.Bias bias) {
        return switch (bias) {
            case AS_IS -> GpioChip.Bias.AS_IS;
            case NONE -> GpioChip.Bias.NONE;
            case PULL_UP -> GpioChip.Bias.PULL_UP;
            case PULL_DOWN -> GpioChip.Bias.PULL_DOWN;
        };
    }

    /// The earlier of two times of one monotonic clock, of which each may be missing.
    static OptionalLong earlier(OptionalLong one, OptionalLong other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return one.getAsLong() - other.getAsLong() <= 0 ? one : other;
    }
}
