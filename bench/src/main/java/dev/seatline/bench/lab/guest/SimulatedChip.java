package dev.seatline.bench.lab.guest;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The chips of the kernel's `i2c-stub`, whose registers remember what was written, read beside whoever uses them. Any
/// thread.
final class SimulatedChip {
    private static final Path BUSES = Path.of("/sys/bus/i2c/devices");
    private static final long CHOOSE_EVEN_IF_USED = 0x706;
    private static final long TRANSFER = 0x720;
    private static final int WRITE = 0;
    private static final int READ = 1;
    private static final int BYTE = 2;
    private static final int TRANSFER_BYTES = 16;
    private static final int LONGEST_DATA = 34;

    private SimulatedChip() {}

    /// The bus that the stub made, such as `/dev/i2c-0`.
    static Path bus() throws IOException {
        try (DirectoryStream<Path> buses = Files.newDirectoryStream(BUSES, "i2c-*")) {
            for (Path bus : buses) {
                if (Files.readString(bus.resolve("name")).startsWith("SMBus stub")) {
                    return Path.of("/dev", bus.getFileName().toString());
                }
            }
        }
        throw new IOException("no bus of i2c-stub below " + BUSES);
    }

    static byte[] read(int address, int register, int count) throws IOException {
        byte[] found = new byte[count];
        int file = Kernel.open(bus(), Kernel.READ_WRITE);
        try {
            for (int i = 0; i < count; i++) {
                found[i] = transfer(file, address, READ, register + i, (byte) 0);
            }
        } finally {
            Kernel.close(file);
        }
        return found;
    }

    static void write(int address, int register, int value) throws IOException {
        int file = Kernel.open(bus(), Kernel.READ_WRITE);
        try {
            transfer(file, address, WRITE, register, (byte) value);
        } finally {
            Kernel.close(file);
        }
    }

    private static byte transfer(int file, int address, int direction, int register, byte value) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            Kernel.ioctl("choose chip 0x%x".formatted(address), file, CHOOSE_EVEN_IF_USED, address);
            MemorySegment data = arena.allocate(LONGEST_DATA);
            data.set(ValueLayout.JAVA_BYTE, 0, value);
            MemorySegment transfer = arena.allocate(TRANSFER_BYTES, Long.BYTES);
            transfer.set(ValueLayout.JAVA_BYTE, 0, (byte) direction);
            transfer.set(ValueLayout.JAVA_BYTE, 1, (byte) register);
            transfer.set(ValueLayout.JAVA_INT, 4, BYTE);
            transfer.set(ValueLayout.ADDRESS, 8, data);
            Kernel.ioctl("ask chip 0x%x".formatted(address), file, TRANSFER, transfer);
            return data.get(ValueLayout.JAVA_BYTE, 0);
        }
    }
}
