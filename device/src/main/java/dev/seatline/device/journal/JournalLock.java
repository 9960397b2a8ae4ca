package dev.seatline.device.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The right to be the only one who writes a journal. A file of its own, since closing any handle on a
/// database file would drop SQLite's locks on it. Ends with the process, however that ends.
public final class JournalLock implements Closeable {
    private final FileChannel channel;

    private JournalLock(FileChannel channel) {
        this.channel = channel;
    }

    /// @throws JournalInUseException when somebody else has it
    public static JournalLock take(Path journal) throws IOException {
        Path file = journal.resolveSibling(journal.getFileName() + ".lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // another console of this very process: the same refusal
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw new JournalInUseException(inUse(journal));
        }
        return new JournalLock(channel);
    }

    /// What to say when another console has a journal.
    public static String inUse(Path journal) {
        return "the journal " + journal.toAbsolutePath()
                + " is in use by another console; stop that one first, or give this one a data folder of its own";
    }

    /// Whether a console has the journal now. Makes no file: whoever asks may be root, and what root makes the console
    /// could not write.
    public static boolean isTaken(Path journal) throws IOException {
        Path file = journal.resolveSibling(journal.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
