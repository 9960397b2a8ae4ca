package dev.seatline.bench.lab.guest;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;

/// A serial line whose far end we hold: a pair of pseudo-terminals, as fresh as a port is that nobody has set up. What the
/// other side sends or echoes is thrown away. For one thread.
final class PseudoSerial implements AutoCloseable {
    private static final Path MULTIPLEXER = Path.of("/dev/ptmx");
    private static final long UNLOCK = 0x40045431;
    private static final long TELL_NUMBER = 0x80045430;
    private static final int CHUNK = 256;

    private final Path path;
    private final int ours;
    private final int theirs;
    private boolean open = true;

    private PseudoSerial(Path path, int ours, int theirs) {
        this.path = path;
        this.ours = ours;
        this.theirs = theirs;
    }

    /// @param path where it appears, as a symbolic link
    static PseudoSerial plug(Path path) throws IOException {
        int ours = Kernel.open(MULTIPLEXER, Kernel.READ_WRITE | Kernel.NO_TERMINAL);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment number = arena.allocate(ValueLayout.JAVA_INT);
            Kernel.ioctl("unlock the serial line", ours, UNLOCK, number);
            Kernel.ioctl("number the serial line", ours, TELL_NUMBER, number);
            Path theirs = Path.of("/dev/pts", Integer.toString(number.get(ValueLayout.JAVA_INT, 0)));
            Files.deleteIfExists(path);
            Files.createSymbolicLink(path, theirs);
            // kept open, so that the line does not hang up whenever the console closes it
            PseudoSerial serial =
                    new PseudoSerial(path, ours, Kernel.open(theirs, Kernel.READ_WRITE | Kernel.NO_TERMINAL));
            Thread.ofPlatform().daemon().name("serial-echo").start(serial::drain);
            return serial;
        } catch (IOException | RuntimeException e) {
            Kernel.close(ours);
            throw e;
        }
    }

    private void drain() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment chunk = arena.allocate(CHUNK);
            while (Kernel.read(ours, chunk) > 0) {
                // nobody listens
            }
        } catch (IOException e) {
            // unplugged
        }
    }

    void send(byte[] bytes) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment data = arena.allocate(bytes.length);
            MemorySegment.copy(MemorySegment.ofArray(bytes), 0, data, 0, bytes.length);
            Kernel.write(ours, data);
        }
    }

    /// Reads from the console's side, for the self-check.
    byte[] readFarEnd(int most) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment data = arena.allocate(most);
            int length = Kernel.read(theirs, data);
            return data.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
        }
    }

    /// Unplugs it: whoever has it open is hung up on. Idempotent.
    @Override
    public void close() throws IOException {
        if (open) {
            open = false;
            Files.deleteIfExists(path);
            Kernel.close(theirs);
            Kernel.close(ours);
        }
    }
}
