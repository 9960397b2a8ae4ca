package dev.seatline.device.journal;

import dev.seatline.device.journal.JournalFile.Meta;
import dev.seatline.device.journal.JournalFile.NotAJournalException;
import dev.seatline.device.journal.JournalFile.Range;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Copies a journal as it is at one moment, beside whoever writes it and without asking him. Any thread.
///
/// A journal lies in two files: the log takes every commit, and carries its pages into the main file from time
/// to time. The main file is copied first and the log after it. As long as the log was not begun anew meanwhile
/// (its header says so, see the file format of SQLite), each page that changed in the main file is also in the
/// log, whose pages go before: the two together are the journal at the last commit in the log. Otherwise it is
/// tried again.
public final class JournalCopy {
    private static final int CHUNK = 256 * 1024;
    private static final int HEADER = 32;
    private static final int TRIES = 10;
    private static final String LOG = "-wal";

    private JournalCopy() {}

    /// Hears how far it is.
    public interface Progress {
        void copied(long bytes, long of) throws IOException;
    }

    /// Copies a journal of another process, or of none. Never within the process that has it open: see
    /// [SqliteJournal#copyTo].
    ///
    /// @param to a new file in a folder that is there; what was left of an earlier try is replaced
    /// @throws IOException if it cannot be copied, or what is there is no sound journal; the message says what
    /// to do
    public static JournalContent take(Path journal, Path to, Progress progress) throws IOException {
        try (FileChannel main = FileChannel.open(journal, StandardOpenOption.READ)) {
            return take(main, journal, to, progress);
        }
    }

    static JournalContent take(FileChannel main, Path journal, Path to, Progress progress) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            delete(to);
            String before = generation(main, journal);
            try (FileChannel out = created(to)) {
                copy(main, out, progress);
            }
            copyLog(journal, to);
            if (before.equals(generation(main, journal))) {
                return settled(to);
            }
        }
        delete(to);
        throw new IOException("the journal " + journal + " changes faster than it can be copied; try again later");
    }

    /// Looks at a journal that nobody has open: that it is sound, and what is in it. Its log goes into it.
    ///
    /// @throws IOException if it is no sound journal
    public static JournalContent settled(Path file) throws IOException {
        try (Connection connection = JournalFile.connect(file)) {
            JournalFile.check(connection);
            @Nullable Range range = JournalFile.range(connection);
            return new JournalContent(
                    JournalFile.text(connection, Meta.JOURNAL),
                    range == null ? 0 : range.oldest(),
                    range == null ? 0 : range.newest());
        } catch (SQLException | NotAJournalException e) {
            throw new IOException(
                    "what is in the journal is not sound (" + e.getMessage()
                            + "); restart the console, which saves what can be read, and try again",
                    e);
        }
    }

    /// Removes a copy with everything that belongs to it.
    public static void delete(Path copy) throws IOException {
        for (String suffix : List.of("", LOG, "-shm", "-journal")) {
            Files.deleteIfExists(copy.resolveSibling(copy.getFileName() + suffix));
        }
    }

    /// What is another as soon as the log was begun anew; without a log, as soon as the main file was written.
    private static String generation(FileChannel main, Path journal) throws IOException {
        try (FileChannel log = FileChannel.open(log(journal), StandardOpenOption.READ)) {
            ByteBuffer header = ByteBuffer.allocate(HEADER);
            while (header.hasRemaining() && log.read(header) >= 0) {
                // until it is full, or the file ends
            }
            if (!header.hasRemaining()) {
                return HexFormat.of().formatHex(header.array());
            }
        } catch (NoSuchFileException e) {
            // nobody has it open, or nothing was written yet
        }
        return main.size() + " bytes of " + Files.getLastModifiedTime(journal);
    }

    private static void copyLog(Path journal, Path to) throws IOException {
        try (FileChannel log = FileChannel.open(log(journal), StandardOpenOption.READ);
                FileChannel out = created(log(to))) {
            copy(log, out, (_, _) -> {});
        } catch (NoSuchFileException e) {
            // there is none
        }
    }

    /// Piece by piece onto the disk: were it left to the kernel, the next tap would wait for all of it.
    private static void copy(FileChannel from, FileChannel to, Progress progress) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        long at = 0;
        while (from.read(chunk.clear(), at) >= 0) {
            at += chunk.position();
            chunk.flip();
            while (chunk.hasRemaining()) {
                to.write(chunk);
            }
            to.force(false);
            progress.copied(at, Math.max(at, from.size()));
        }
    }

    private static FileChannel created(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static Path log(Path file) {
        return file.resolveSibling(file.getFileName() + LOG);
    }
}
