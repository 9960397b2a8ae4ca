package dev.seatline.device.hardware.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Waits for many files at once, until a time or until somebody calls [#wake]. Nothing wakes it in between.
/// For one thread, [#wake] for any.
public final class FileWait implements AutoCloseable {
    /// More files than a seat can have.
    public static final int MOST_FILES = 63;

    /// `struct pollfd`: descriptor, what is waited for, what has happened.
    private static final int ENTRY = 8;

    private static final short READABLE = 1;
    private static final long SECOND = 1_000_000_000L;

    private final LinuxFile bell;
    private final MemorySegment entries;

    /// The same memory: a buffer is read by a few instructions, a segment only by a better compiler than the
    /// console's.
    private final ByteBuffer happenings;

    private final MemorySegment timeout;
    private final MemorySegment error;
    private final MemorySegment rung;
    private final MemorySegment one;
    private boolean closed;

    /// @throws LinuxException if the kernel has no room for another file
    public FileWait() throws LinuxException {
        bell = LinuxFile.bell();
        entries = bell.memory((MOST_FILES + 1L) * ENTRY);
        happenings = entries.asByteBuffer().order(ByteOrder.nativeOrder());
        timeout = bell.memory(2L * Long.BYTES);
        error = bell.memory(Libc.ERROR.byteSize());
        rung = bell.memory(Long.BYTES);
        one = bell.memory(Long.BYTES);
        one.set(JAVA_LONG, 0, 1);
    }

    /// Waits until one of the files can be read (or has failed, which reading then tells), the time has come
    /// or somebody has called [#wake]. May return early for no reason.
    ///
    /// @param files in the order of [#ready]; a null is passed over
    /// @param until when to return at the latest, in nanoseconds of [System#nanoTime]; empty for never
    public void await(List<@Nullable LinuxFile> files, OptionalLong until) throws LinuxException {
        if (files.size() > MOST_FILES) {
            throw new IllegalArgumentException(MOST_FILES + " files at most, found " + files.size());
        }
        entry(0, bell.descriptor());
        for (int i = 0; i < files.size(); i++) {
            LinuxFile file = files.get(i);
            entry(i + 1, file == null ? -1 : file.descriptor());
        }
        MemorySegment limit = MemorySegment.NULL;
        if (until.isPresent()) {
            long nanos = Math.max(0, until.getAsLong() - System.nanoTime());
            timeout.set(JAVA_LONG, 0, nanos / SECOND);
            timeout.set(JAVA_LONG, Long.BYTES, nanos % SECOND);
            limit = timeout;
        }
        if (Libc.poll(error, entries, files.size() + 1L, limit) < 0) {
            int errno = Libc.errno(error);
            if (errno != LinuxException.EINTR) {
                throw new LinuxException("poll", "wait for files", errno);
            }
            for (int i = 0; i <= files.size(); i++) {
                happenings.putShort(i * ENTRY + 6, (short) 0);
            }
        }
        if (happened(0)) {
            int ignored = bell.read(rung);
            assert ignored >= 0;
        }
    }

    /// Whether that file of the last [#await] can be read, or has failed.
    public boolean ready(int file) {
        return happened(file + 1);
    }

    /// Lets [#await] return, at once or the next time. Any thread.
    public synchronized void wake() {
        if (closed) {
            return;
        }
        try {
            bell.write(one);
        } catch (LinuxException e) {
            // its counter is full: it has been rung
        }
    }

    private void entry(int index, int descriptor) {
        int at = index * ENTRY;
        happenings.putInt(at, descriptor);
        happenings.putShort(at + 4, READABLE);
        happenings.putShort(at + 6, (short) 0);
    }

    private boolean happened(int index) {
        return happenings.getShort(index * ENTRY + 6) != 0;
    }

    /// Once nobody waits any more. Idempotent.
    @Override
    public synchronized void close() {
        closed = true;
        bell.close();
    }
}
