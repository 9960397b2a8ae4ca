package dev.seatline.bench.lab.guest;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/// A line of a GPIO chip that another program has taken: nobody else gets it. For one thread.
final class HeldLine implements AutoCloseable {
    /// Who has it, as the kernel tells others.
    static final String CONSUMER = "another-program";

    private static final long GET_LINE = 0xc250b407L;
    private static final int REQUEST_BYTES = 592;
    private static final int CONSUMER_AT = 256;
    private static final int FLAGS_AT = 288;
    private static final int COUNT_AT = 560;
    private static final int FILE_AT = 588;
    private static final long INPUT = 4;

    private final int file;

    private HeldLine(int file) {
        this.file = file;
    }

    static HeldLine take(Path chip, int line) throws IOException {
        int opened = Kernel.open(chip, Kernel.READ_WRITE);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = arena.allocate(REQUEST_BYTES, Long.BYTES);
            request.set(ValueLayout.JAVA_INT, 0, line);
            request.setString(CONSUMER_AT, CONSUMER);
            request.set(ValueLayout.JAVA_LONG, FLAGS_AT, INPUT);
            request.set(ValueLayout.JAVA_INT, COUNT_AT, 1);
            Kernel.ioctl("take line " + line, opened, GET_LINE, request);
            return new HeldLine(request.get(ValueLayout.JAVA_INT, FILE_AT));
        } finally {
            Kernel.close(opened);
        }
    }

    @Override
    public void close() throws IOException {
        Kernel.close(file);
    }
}
