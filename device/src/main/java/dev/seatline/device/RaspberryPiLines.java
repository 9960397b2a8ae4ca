package dev.seatline.device;

import java.util.Map;
import java.util.Set;

/// What is known about the lines of a Raspberry Pi: which of them reach the header of 40 pins, and which a bus of the
/// kernel takes as soon as it is switched on. Immutable; any thread.
public final class RaspberryPiLines {
    /// The first line of the header that is free. 0 and 1 belong to the memory by which an add-on board is recognised.
    public static final int FIRST = 2;

    /// The last line of the header.
    public static final int LAST = 27;

    /// Pi 1 to 3 and Zero, Pi 4, Pi 5.
    private static final Set<String> CHIPS = Set.of("pinctrl-bcm2835", "pinctrl-bcm2711", "pinctrl-rp1");

    private static final Map<Integer, String> I2C_1 = Map.of(2, "SDA", 3, "SCL");
    private static final Map<Integer, String> SERIAL = Map.of(14, "TXD", 15, "RXD");
    /// Both chip selects belong to the bus as it is usually switched on.
    private static final Map<Integer, String> SPI_0 = Map.of(10, "MOSI", 9, "MISO", 11, "SCLK", 8, "CE0", 7, "CE1");

    private static final Map<Integer, String> SPI_1 = Map.of(20, "MOSI", 19, "MISO", 21, "SCLK", 18, "CE0");
    private static final Set<String> SERIAL_DEVICES = Set.of("/dev/serial0", "/dev/ttyAMA0", "/dev/ttyS0");

    private RaspberryPiLines() {}

    /// Whether the label is one of the chip behind the header of a Raspberry Pi.
    public static boolean isChip(String label) {
        return CHIPS.contains(label);
    }

    /// The lines that a device uses, each with what it is for it; empty for a device that uses none of the header, or
    /// of
    /// which we do not know.
    ///
    /// @param device such as `/dev/i2c-1`
    public static Map<Integer, String> of(String device) {
        if (device.equals("/dev/i2c-1")) {
            return I2C_1;
        }
        if (SERIAL_DEVICES.contains(device)) {
            return SERIAL;
        }
        if (device.startsWith("/dev/spidev0.")) {
            return SPI_0;
        }
        return device.equals("/dev/spidev1.0") ? SPI_1 : Map.of();
    }
}
