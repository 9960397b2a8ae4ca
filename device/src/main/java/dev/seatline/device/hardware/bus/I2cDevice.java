package dev.seatline.device.hardware.bus;

import java.io.IOException;

/// One device on an I²C bus, by the transactions of SMBus (System Management Bus Specification 3.2, section
/// 6.5), which every adapter of Linux offers. A transaction is whole or fails; the kernel gives a bus that
/// hangs about a second. For one thread.
public interface I2cDevice extends AutoCloseable {
    /// The longest block of one transaction.
    int LONGEST_BLOCK = 32;

    /// Sends one byte and no data ("send byte"): a command.
    ///
    /// @param command 0 to 255
    /// @throws IOException if the device does not answer; the message names bus and address and says what to
    ///     look at
    void command(int command) throws IOException;

    /// Writes a block of bytes, beginning with a register ("I²C block write").
    ///
    /// @param register 0 to 255
    /// @param data 1 to 32 bytes
    void write(int register, byte[] data) throws IOException;

    /// Reads one register ("read byte data").
    ///
    /// @param register 0 to 255
    /// @return 0 to 255
    int read(int register) throws IOException;

    /// Idempotent.
    @Override
    void close();
}
