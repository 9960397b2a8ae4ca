package dev.seatline.bench.wiring;

import dev.seatline.device.ConsoleConfig;
import dev.seatline.device.RaspberryPiLines;
import dev.seatline.device.hardware.pins.PinSettings;
import dev.seatline.device.hardware.pins.PinSettings.BadgeReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What of one configuration is drawn, and every wire at the header. Immutable; any thread.
///
/// @param parts beside the header, in the order of its pins
/// @param reader one that is drawn below the header: on USB or at the serial line
record Wiring(List<Part> parts, Optional<BadgeReader> reader) {
    private static final Words PARTS = new Words("supply of the parts", "各部件电源");

    /// One wire that begins at the header.
    record Wire(int pin, Words part, Words terminal, WireColour colour) {}

    /// Why a configuration cannot be drawn; empty when it can.
    static Optional<String> obstacle(ConsoleConfig config) {
        if (config.pins().isEmpty()) {
            return Optional.of("hardware: bench has no wires; allowed is hardware: pins, see config/console-pins.yaml");
        }
        PinSettings pins = config.pins().get();
        if (!RaspberryPiLines.isChip(pins.chip())) {
            return Optional.of(
                    "pins.chip: found \"" + pins.chip()
                            + "\"; only the header of a Raspberry Pi is drawn: pinctrl-bcm2711 (4), pinctrl-rp1 (5), pinctrl-bcm2835");
        }
        return Stream.concat(
                        pins.digits().map(digits -> digits.bus().toString()).stream(),
                        pins.badgeReader().flatMap(Wiring::device).stream())
                .filter(device -> RaspberryPiLines.of(device).isEmpty())
                .findFirst()
                .map(device -> "found " + device + ", which is not on the header; drawn are /dev/i2c-1, /dev/spidev0.0,"
                        + " /dev/serial0 and readers on USB");
    }

    private static Optional<String> device(BadgeReader reader) {
        return switch (reader) {
            case BadgeReader.Keyboard _ -> Optional.empty();
            case BadgeReader.Rdm6300 serial -> Optional.of(serial.device().toString());
            case BadgeReader.Mfrc522 spi -> Optional.of(spi.device().toString());
        };
    }

    /// What is drawn of a configuration without obstacle.
    static Wiring of(PinSettings pins) {
        List<Part> parts = new ArrayList<>();
        pins.digits().ifPresent(digits -> parts.add(new DigitsPart(digits)));
        pins.button().ifPresent(button -> parts.add(ContactPart.button(button)));
        pins.hook().ifPresent(hook -> parts.add(ContactPart.hook(hook)));
        pins.bell().ifPresent(bell -> parts.add(new BellPart(bell)));
        pins.lamp().ifPresent(lamp -> parts.add(LampPart.of(lamp)));
        pins.buzzer().ifPresent(buzzer -> parts.add(new BuzzerPart(buzzer)));
        Optional<BadgeReader> below = pins.badgeReader().filter(reader -> !(reader instanceof BadgeReader.Mfrc522));
        if (pins.badgeReader().orElse(null) instanceof BadgeReader.Mfrc522 spi) {
            parts.add(new SpiReaderPart(spi.device().endsWith("spidev0.1") ? 7 : 8));
        }
        parts.sort(Comparator.comparingInt(Wiring::firstPin));
        return new Wiring(List.copyOf(parts), below);
    }

    private static int firstPin(Part part) {
        return part.terminals().stream().mapToInt(Terminal::pin).min().orElse(Header.PINS);
    }

    boolean supplied() {
        return parts.stream().anyMatch(part -> !part.supplyDrops().isEmpty());
    }

    boolean grounded() {
        return parts.stream().anyMatch(part -> !part.groundDrops().isEmpty());
    }

    /// Every wire at the header, by its pin.
    List<Wire> wires() {
        List<Wire> wires = new ArrayList<>();
        for (Part part : parts) {
            part.terminals()
                    .forEach(terminal ->
                            wires.add(new Wire(terminal.pin(), part.name(), terminal.what(), terminal.colour())));
        }
        if (supplied()) {
            wires.add(new Wire(Header.SUPPLY, PARTS, new Words("3.3 V", ""), WireColour.ORANGE));
        }
        if (grounded()) {
            wires.add(new Wire(
                    Header.GROUND, new Words("ground of the parts", "各部件地线"), new Words("GND", ""), WireColour.BLACK));
        }
        if (reader.orElse(null) instanceof BadgeReader.Rdm6300) {
            ReaderCorner.SERIAL.forEach(terminal ->
                    wires.add(new Wire(terminal.pin(), ReaderCorner.NAME, terminal.what(), terminal.colour())));
        }
        wires.sort(Comparator.comparingInt(Wire::pin));
        return List.copyOf(wires);
    }
}
