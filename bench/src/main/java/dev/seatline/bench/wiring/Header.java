package dev.seatline.bench.wiring;

import java.util.List;
import java.util.OptionalInt;

/// The header of 40 pins that every Raspberry Pi since the B+ has. Immutable; any thread.
final class Header {
    /// Pins of the header.
    static final int PINS = 40;

    /// The pin from which the 3.3 V of all parts come, at the top of the odd column.
    static final int SUPPLY = 1;

    /// The 5 V pin that is used.
    static final int FIVE_VOLTS = 2;

    /// The pin to which the ground of all parts goes, at the bottom of the odd column.
    static final int GROUND = 39;

    /// The ground pin beside the serial line.
    static final int SERIAL_GROUND = 6;

    /// Pin by pin from 1: the BCM number of a line, or what else the pin is.
    private static final List<String> HOLDS = List.of(
            "3.3 V", "5 V", "2", "5 V", "3", "GND", "4", "14", "GND", "15", // 1 to 10
            "17", "18", "27", "GND", "22", "23", "3.3 V", "24", "10", "GND", // 11 to 20
            "9", "25", "11", "8", "GND", "7", "0", "1", "5", "GND", // 21 to 30
            "6", "12", "13", "GND", "19", "16", "26", "20", "GND", "21"); // 31 to 40

    private Header() {}

    /// The pin of a line, 1 to 40.
    ///
    /// @param line BCM number
    /// @throws IllegalArgumentException for a line that is not on the header
    static int pinOf(int line) {
        int index = HOLDS.indexOf(Integer.toString(line));
        if (index < 0) {
            throw new IllegalArgumentException("line " + line + " is not on the header, allowed are 0 to 27");
        }
        return index + 1;
    }

    /// The line of a pin, by its BCM number; empty for supply and ground.
    ///
    /// @param pin 1 to 40
    static OptionalInt lineOf(int pin) {
        String holds = HOLDS.get(pin - 1);
        return Character.isDigit(holds.charAt(holds.length() - 1))
                ? OptionalInt.of(Integer.parseInt(holds))
                : OptionalInt.empty();
    }

    /// What stands beside the pin: `GPIO 17`, `3.3 V`, `GND`.
    ///
    /// @param pin 1 to 40
    static String name(int pin) {
        return lineOf(pin).isPresent() ? "GPIO " + HOLDS.get(pin - 1) : HOLDS.get(pin - 1);
    }
}
