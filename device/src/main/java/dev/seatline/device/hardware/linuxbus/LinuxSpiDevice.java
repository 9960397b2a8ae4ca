package dev.seatline.device.hardware.linuxbus;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.seatline.device.hardware.bus.SpiDevice;
import dev.seatline.device.hardware.linux.LinuxException;
import dev.seatline.device.hardware.linux.LinuxFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// A device on an SPI bus of the kernel (`linux/spi/spidev.h`), mode 0, eight bits. For one thread.
public final class LinuxSpiDevice implements SpiDevice {
    private static final long SET_MODE = 0x40016b01L;
    private static final long SET_BITS = 0x40016b03L;
    private static final long SET_SPEED = 0x40046b04L;
    private static final long MESSAGE = 0x40206b00L;

    // struct spi_ioc_transfer: two pointers as numbers, length, speed, and what stays 0
    private static final int TRANSFER = 32;
    private static final byte EIGHT = 8;

    private final LinuxFile file;
    private final MemorySegment transfer;
    private final MemorySegment out;
    private final MemorySegment in;

    private LinuxSpiDevice(LinuxFile file) {
        this.file = file;
        transfer = file.memory(TRANSFER);
        out = file.memory(LONGEST_TRANSFER);
        in = file.memory(LONGEST_TRANSFER);
        transfer.set(JAVA_LONG, 0, out.address());
        transfer.set(JAVA_LONG, Long.BYTES, in.address());
    }

    /// Opens a device. Whether it is there only its answers tell.
    ///
    /// @param path such as `/dev/spidev0.0`
    /// @param hertz speed of the clock
    /// @throws IOException if it cannot be had
    public static LinuxSpiDevice open(String path, int hertz) throws IOException {
        LinuxFile file = LinuxFile.open(path);
        try {
            MemorySegment setting = file.memory(Integer.BYTES);
            file.ask(SET_MODE, setting, "set its mode, so it is no SPI device");
            setting.set(JAVA_BYTE, 0, EIGHT);
            file.ask(SET_BITS, setting, "set eight bits");
            setting.set(JAVA_INT, 0, hertz);
            file.ask(SET_SPEED, setting, "set its speed");
            return new LinuxSpiDevice(file);
        } catch (LinuxException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public byte[] transfer(byte[] bytes) throws IOException {
        if (bytes.length == 0 || bytes.length > LONGEST_TRANSFER) {
            throw new IllegalArgumentException(
                    "a transfer has 1 to " + LONGEST_TRANSFER + " bytes, found " + bytes.length);
        }
        MemorySegment.copy(bytes, 0, out, JAVA_BYTE, 0, bytes.length);
        transfer.set(JAVA_INT, 2L * Long.BYTES, bytes.length);
        file.ask(MESSAGE, transfer, "talk to it");
        return in.asSlice(0, bytes.length).toArray(JAVA_BYTE);
    }

    @Override
    public void close() {
        file.close();
    }
}
