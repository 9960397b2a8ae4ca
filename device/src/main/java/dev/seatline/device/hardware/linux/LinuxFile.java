package dev.seatline.device.hardware.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// An open file of the kernel: a device, or a request of one. For one thread at a time; [#close] for any,
/// once nobody uses it any more.
public final class LinuxFile implements AutoCloseable {
    // asm-generic/fcntl.h
    private static final int READ_WRITE = 2;
    private static final int NO_TERMINAL = 0x100;
    private static final int NOT_WAITING = 0x800;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int GET_FLAGS = 3;
    private static final int SET_FLAGS = 4;

    private final String name;
    private final int descriptor;

    /// Of the collector: memory that somebody else must free would be locked and unlocked around every call.
    private final Arena memory = Arena.ofAuto();

    private final MemorySegment error = memory.allocate(Libc.ERROR);
    private boolean closed;

    private LinuxFile(String name, int descriptor) {
        this.name = name;
        this.descriptor = descriptor;
    }

    /// Opens a file for reading and writing; nobody waits in a read.
    ///
    /// @throws LinuxException if the kernel refuses
    public static LinuxFile open(String path) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(Libc.ERROR);
            int descriptor =
                    Libc.open(error, arena.allocateFrom(path), READ_WRITE | NO_TERMINAL | NOT_WAITING | CLOSE_ON_EXEC);
            if (descriptor < 0) {
                throw new LinuxException(path, "open it", Libc.errno(error));
            }
            return new LinuxFile(path, descriptor);
        }
    }

    /// A file that the kernel has opened already and given by its number.
    ///
    /// @param name for messages
    public static LinuxFile opened(String name, int descriptor) throws LinuxException {
        LinuxFile file = new LinuxFile(name, descriptor);
        int flags = Libc.control(file.error, descriptor, GET_FLAGS, 0);
        if (flags < 0 || Libc.control(file.error, descriptor, SET_FLAGS, flags | NOT_WAITING) < 0) {
            LinuxException refused = file.refused("open it");
            file.close();
            throw refused;
        }
        return file;
    }

    /// A file that is ready as soon as somebody has written to it.
    static LinuxFile bell() throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(Libc.ERROR);
            int descriptor = Libc.event(error, NOT_WAITING | CLOSE_ON_EXEC);
            if (descriptor < 0) {
                throw new LinuxException("eventfd", "make one", Libc.errno(error));
            }
            return new LinuxFile("eventfd", descriptor);
        }
    }

    /// Two files: what is written to the second one is read from the first one.
    ///
    /// @throws LinuxException if the kernel has no room for more files
    public static LinuxFile[] pipe() throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(Libc.ERROR);
            MemorySegment both = arena.allocate(2L * Integer.BYTES, Integer.BYTES);
            if (Libc.pipe(error, both, NOT_WAITING | CLOSE_ON_EXEC) < 0) {
                throw new LinuxException("pipe", "make one", Libc.errno(error));
            }
            return new LinuxFile[] {
                new LinuxFile("pipe", both.get(ValueLayout.JAVA_INT, 0)),
                new LinuxFile("pipe", both.get(ValueLayout.JAVA_INT, Integer.BYTES))
            };
        }
    }

    /// What messages call it.
    public String name() {
        return name;
    }

    int descriptor() {
        return descriptor;
    }

    /// Memory for calls with this file, zeroed; it lives as long as it is used.
    ///
    /// @param bytes more than 0
    public MemorySegment memory(long bytes) {
        return memory.allocate(bytes, Long.BYTES);
    }

    /// An ioctl with an argument in memory, which also takes the answer.
    ///
    /// @param tried for the message, after "cannot"
    /// @return what the kernel returned
    /// @throws LinuxException if it refuses
    public int ask(long request, MemorySegment argument, String tried) throws LinuxException {
        int result = Libc.ask(error, descriptor, request, argument);
        if (result < 0) {
            throw refused(tried);
        }
        return result;
    }

    /// An ioctl with a number as its argument.
    ///
    /// @param tried for the message, after "cannot"
    /// @throws LinuxException if it refuses
    public void tell(long request, long argument, String tried) throws LinuxException {
        if (Libc.tell(error, descriptor, request, argument) < 0) {
            throw refused(tried);
        }
    }

    /// What is there to be read, without waiting.
    ///
    /// @return how many bytes, 0 if there is nothing now, -1 at the end of the file
    /// @throws LinuxException if reading fails, [LinuxException#gone] if the device is gone
    public int read(MemorySegment into) throws LinuxException {
        long got = Libc.read(error, descriptor, into, into.byteSize());
        if (got > 0) {
            return (int) got;
        }
        if (got == 0) {
            return -1;
        }
        int errno = Libc.errno(error);
        if (errno == LinuxException.EAGAIN || errno == LinuxException.EINTR) {
            return 0;
        }
        throw new LinuxException(name, "read it", errno);
    }

    /// Writes all of it.
    ///
    /// @throws LinuxException if writing fails, or not all of it finds room
    public void write(MemorySegment from) throws LinuxException {
        long wrote = Libc.write(error, descriptor, from, from.byteSize());
        if (wrote != from.byteSize()) {
            throw wrote < 0
                    ? refused("write to it")
                    : new LinuxException(name, "write all of it", LinuxException.EAGAIN);
        }
    }

    private LinuxException refused(String tried) {
        return new LinuxException(name, tried, Libc.errno(error));
    }

    /// Idempotent.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        // whatever it answers, the descriptor is gone
        int ignored = Libc.close(error, descriptor);
        assert ignored <= 0;
    }
}
