package dev.seatline.device.hardware.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;

/// A serial line of the kernel with both ends in this program: a pseudo-terminal. What is sent here arrives at [#path].
public final class Terminal implements AutoCloseable {
    private static final long GET_NUMBER = 0x80045430L;
    private static final long LOCK = 0x40045431L;

    private final LinuxFile near;
    private final String path;

    public Terminal() throws LinuxException {
        near = LinuxFile.open("/dev/ptmx");
        MemorySegment number = near.memory(Integer.BYTES);
        near.ask(LOCK, number, "unlock");
        near.ask(GET_NUMBER, number, "ask for its number");
        path = "/dev/pts/" + number.get(JAVA_INT, 0);
    }

    /// The far end, for whoever reads.
    public String path() {
        return path;
    }

    public void send(byte[] bytes) throws LinuxException {
        MemorySegment copy = near.memory(bytes.length);
        MemorySegment.copy(bytes, 0, copy, JAVA_BYTE, 0, bytes.length);
        near.write(copy);
    }

    /// The plug is pulled.
    @Override
    public void close() {
        near.close();
    }
}
