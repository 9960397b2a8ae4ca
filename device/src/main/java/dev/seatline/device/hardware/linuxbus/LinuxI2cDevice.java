package dev.seatline.device.hardware.linuxbus;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.seatline.device.hardware.bus.I2cDevice;
import dev.seatline.device.hardware.linux.LinuxException;
import dev.seatline.device.hardware.linux.LinuxFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// A device on an I²C bus of the kernel (`linux/i2c-dev.h`, `linux/i2c.h`). For one thread.
public final class LinuxI2cDevice implements I2cDevice {
    private static final long SET_ADDRESS = 0x703;
    private static final long TRANSACTION = 0x720;

    // struct i2c_smbus_ioctl_data: direction, command, size, a pointer to the data
    private static final int REQUEST = 16;
    private static final byte WRITE = 0;
    private static final byte READ = 1;
    private static final int SEND_BYTE = 1;
    private static final int BYTE_DATA = 2;
    private static final int I2C_BLOCK = 8;

    /// union i2c_smbus_data: the length, and a block with room for a checksum.
    private static final int DATA = LONGEST_BLOCK + 2;

    private final LinuxFile file;
    private final MemorySegment request;
    private final MemorySegment data;
    private final String tried;

    private LinuxI2cDevice(LinuxFile file, int address) {
        this.file = file;
        request = file.memory(REQUEST);
        data = file.memory(DATA);
        tried = "talk to the device at address 0x%02x".formatted(address);
        request.set(ADDRESS, 8, data);
    }

    /// Opens a bus for one device on it. Whether the device is there only a transaction tells.
    ///
    /// @param bus such as `/dev/i2c-1`
    /// @param address 0x03 to 0x77
    /// @throws IOException if the bus is not there, or a driver of the kernel has the device
    public static LinuxI2cDevice open(String bus, int address) throws IOException {
        LinuxFile file = LinuxFile.open(bus);
        try {
            file.tell(SET_ADDRESS, address, "choose address 0x%02x".formatted(address));
            return new LinuxI2cDevice(file, address);
        } catch (LinuxException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public void command(int command) throws IOException {
        transact(WRITE, command, SEND_BYTE);
    }

    @Override
    public void write(int register, byte[] bytes) throws IOException {
        if (bytes.length == 0 || bytes.length > LONGEST_BLOCK) {
            throw new IllegalArgumentException("a block has 1 to " + LONGEST_BLOCK + " bytes, found " + bytes.length);
        }
        data.set(JAVA_BYTE, 0, (byte) bytes.length);
        MemorySegment.copy(bytes, 0, data, JAVA_BYTE, 1, bytes.length);
        transact(WRITE, register, I2C_BLOCK);
    }

    @Override
    public int read(int register) throws IOException {
        transact(READ, register, BYTE_DATA);
        return Byte.toUnsignedInt(data.get(JAVA_BYTE, 0));
    }

    private void transact(byte direction, int command, int size) throws LinuxException {
        request.set(JAVA_BYTE, 0, direction);
        request.set(JAVA_BYTE, 1, (byte) command);
        request.set(JAVA_INT, 4, size);
        file.ask(TRANSACTION, request, tried);
    }

    @Override
    public void close() {
        file.close();
    }
}
