package dev.seatline.device.hardware.gpiochip;

import java.io.IOException;

/// Lines of a GPIO chip: a real one, or one on which a start is rehearsed. For one thread.
public interface Chip extends AutoCloseable {
    /// Takes a line as an input whose edges, both ways, are kept for its reader.
    ///
    /// @param line from 0
    /// @param user what the kernel tells others of who has it, at most 31 characters
    /// @throws IOException if it cannot be had; the message names who has it
    InputLine input(int line, GpioChip.Bias bias, String user) throws IOException;

    /// Takes a line as an output, off.
    ///
    /// @param line from 0
    /// @param activeLow whether the low level is on
    /// @param user what the kernel tells others of who has it, at most 31 characters
    /// @throws IOException if it cannot be had; the message names who has it
    OutputLine output(int line, boolean activeLow, String user) throws IOException;

    /// Its lines stay. Idempotent.
    @Override
    void close();
}
