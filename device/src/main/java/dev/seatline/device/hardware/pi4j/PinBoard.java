package dev.seatline.device.hardware.pi4j;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.IO;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import dev.seatline.device.hardware.gpiochip.Chip;
import dev.seatline.device.hardware.gpiochip.GpioChip;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// The pins of a board: one GPIO chip, and Pi4J with our providers of it and no others. Nothing is looked
/// for, so that no simulated pin can get in. The chip is opened with the first pin, and again when it could
/// not be had. Any thread.
public final class PinBoard implements AutoCloseable {
    private final Opening opening;
    private @Nullable Opened opened;
    private boolean closed;

    private record Opened(Chip chip, Context pi4j, ChipInputProvider inputs, ChipOutputProvider outputs) {}

    /// @param chipName label or path, as [GpioChip#open] has it
    public PinBoard(String chipName) {
        this(() -> GpioChip.open(chipName));
    }

    /// @param opening opens the chip
    public PinBoard(Opening opening) {
        this.opening = opening;
    }

    /// Opens a chip.
    @FunctionalInterface
    public interface Opening {
        /// @throws IOException if it cannot be had; the message says why and what to do
        Chip open() throws IOException;
    }

    /// Takes a line as an input.
    ///
    /// @param part who uses it: one name for one line
    /// @throws IOException if it cannot be had; the message says why and what to do
    public synchronized ChipInput input(String part, int line, GpioChip.Bias bias) throws IOException {
        Opened board = opened();
        return board.inputs.create(
                DigitalInput.newConfigBuilder(board.pi4j)
                        .id(part)
                        .name(part)
                        .bcm(line)
                        .pull(PullResistance.OFF)
                        .debounce(0L)
                        .build(),
                bias);
    }

    /// Takes a line as an output, off.
    ///
    /// @param part who uses it: one name for one line
    /// @throws IOException if it cannot be had; the message says why and what to do
    public synchronized ChipOutput output(String part, int line, boolean activeLow) throws IOException {
        Opened board = opened();
        return board.outputs.create(
                DigitalOutput.newConfigBuilder(board.pi4j)
                        .id(part)
                        .name(part)
                        .bcm(line)
                        .shutdown(DigitalState.LOW)
                        .build(),
                activeLow);
    }

    /// Gives a line back. What goes wrong meanwhile is logged: it is gone in any case.
    public synchronized void release(IO<?, ?, ?> pin) {
        Opened board = opened;
        if (board != null) {
            try {
                board.pi4j.shutdown(pin);
            } catch (Pi4JException e) {
                Logger.warn(e, "{} could not be given back as it should", pin.id());
            }
        }
    }

    private Opened opened() throws IOException {
        if (closed) {
            throw new IOException("the board has been closed");
        }
        if (opened == null) {
            Chip chip = opening.open();
            ChipInputProvider inputs = new ChipInputProvider(chip);
            ChipOutputProvider outputs = new ChipOutputProvider(chip);
            Context pi4j = Pi4J.newContextBuilder()
                    .add(inputs, outputs)
                    .disableShutdownHook()
                    .build();
            opened = new Opened(chip, pi4j, inputs, outputs);
        }
        return opened;
    }

    /// Gives back every line. Idempotent.
    @Override
    public synchronized void close() {
        closed = true;
        Opened board = opened;
        if (board != null) {
            opened = null;
            board.pi4j.shutdown();
            board.chip.close();
        }
    }
}
