package dev.seatline.device.hardware.bus;

import java.io.IOException;

/// One device on an SPI bus. For one thread.
public interface SpiDevice extends AutoCloseable {
    /// The longest transfer.
    int LONGEST_TRANSFER = 4096;

    /// Sends bytes, and reads as many at the same time; the chip is selected meanwhile and let go after it.
    ///
    /// @param out 1 to 4096 bytes
    /// @return what came back, as many
    /// @throws IOException if the bus does not answer; the message names it and says what to look at. An SPI
    ///     device that is not there is no error: it reads as all zeros or all ones
    byte[] transfer(byte[] out) throws IOException;

    /// Idempotent.
    @Override
    void close();
}
