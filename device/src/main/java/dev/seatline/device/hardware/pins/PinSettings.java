package dev.seatline.device.hardware.pins;

import dev.seatline.device.hardware.bell.RingCadence;
import dev.seatline.device.hardware.button.GestureSettings;
import dev.seatline.device.hardware.edges.ContactSettings;
import dev.seatline.device.hardware.keyboard.KeyboardSettings;
import dev.seatline.device.hardware.rdm6300.Rdm6300Frames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How the parts of a seat are wired to its board. A part that is empty is not there, which is no fault; one
/// that is named and does not answer is. Lines are numbered as the chip numbers them: on a Raspberry Pi the
/// BCM numbers. Immutable; any thread.
///
/// @param chip label of the GPIO chip, such as `pinctrl-bcm2711`, or its path, such as `/dev/gpiochip0`; no
///     line is used twice
public record PinSettings(
        String chip,
        Optional<Button> button,
        Optional<Contact> hook,
        Optional<Bell> bell,
        Optional<BadgeReader> badgeReader,
        Optional<Lamp> lamp,
        Optional<Digits> digits,
        Optional<Output> buzzer) {

    /// What holds a line that nobody pulls.
    public enum Bias {
        /// what the board says
        AS_IS,
        NONE,
        PULL_UP,
        PULL_DOWN
    }

    /// A contact.
    ///
    /// @param line of the chip
    public record Contact(int line, Bias bias, ContactSettings settings) {}

    /// The button.
    public record Button(Contact contact, GestureSettings gestures) {}

    /// The opto-coupler at the bell line. Its edges need no debouncing, and which level is which does not
    /// matter.
    ///
    /// @param line of the chip
    public record Bell(int line, Bias bias, RingCadence cadence) {}

    /// The badge reader.
    public sealed interface BadgeReader {
        /// One that types like a keyboard.
        ///
        /// @param device its path below `/dev/input`, best one of `by-id`, or its name as the kernel gives it
        record Keyboard(String device, KeyboardSettings settings) implements BadgeReader {}

        /// An RDM6300 at a serial line.
        record Rdm6300(Path device, Rdm6300Frames.Form form) implements BadgeReader {}

        /// An MFRC522 on SPI.
        ///
        /// @param device such as `/dev/spidev0.0`
        /// @param every how often it looks for a card
        record Mfrc522(Path device, Duration every) implements BadgeReader {}
    }

    /// A line that something is driven by.
    ///
    /// @param line of the chip
    /// @param activeLow whether the low level switches it on
    public record Output(int line, boolean activeLow) {}

    /// The lamp.
    public sealed interface Lamp {
        /// Single lamps. Without a blue one, blue shows as red: the state `TALKING` may be either.
        record Single(Output green, Output amber, Output red, Optional<Output> blue) implements Lamp {}

        /// One lamp of three colours; amber is red and green.
        record Rgb(Output red, Output green, Output blue) implements Lamp {}
    }

    /// Digits: an HT16K33 with four digits of seven segments.
    ///
    /// @param bus such as `/dev/i2c-1`
    /// @param address 0x70 to 0x77
    /// @param brightness 0 to 15
    public record Digits(Path bus, int address, int brightness) {}
}
