package dev.seatline.bench.lab.cuts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Everything that was asked of a disk, in its order: a log as Linux's `dm-log-writes` and qemu's
/// `blklogwrites` keep it. Immutable; any thread.
///
/// All numbers of the file are little-endian. Its first sector tells a mark, a version, how many entries
/// there are and how long a sector is; each entry has a sector of its own (place, length, kind), and the data
/// follows it, if there is any.
///
/// @param sectorBytes length of a sector, of the disk as of the log
/// @param entries as far as the log is whole
/// @param torn whether it ends in the middle of an entry, as it may when whoever kept it was killed
record WriteLog(int sectorBytes, List<Entry> entries, boolean torn) {
    /// What was written is kept once this is done, and everything before it is.
    static final long FLUSH = 1;
    /// Is itself kept once it is done.
    static final long FUA = 2;
    /// The disk may forget what is there.
    static final long DISCARD = 4;
    /// A note of whoever keeps the log: asks nothing of the disk.
    static final long MARK = 8;

    static final long MAGIC = 0x6a736677736872L;
    static final long VERSION = 1;

    private static final int SMALLEST_SECTOR = 512;
    private static final int LARGEST_SECTOR = 4096;
    private static final int ENTRY_BYTES = 32;
    private static final int MOST_ENTRIES = 10_000_000;

    WriteLog {
        entries = List.copyOf(entries);
    }

    /// One thing asked of the disk.
    ///
    /// @param sector where on the disk
    /// @param sectors how many
    /// @param flags [#FLUSH], [#FUA], [#DISCARD], [#MARK], or others that do not matter here
    /// @param dataAt where in the log its data lies, in bytes
    record Entry(long sector, long sectors, long flags, long dataAt) {
        boolean has(long flag) {
            return (flags & flag) != 0;
        }

        /// Whether data of its own follows it in the log.
        boolean carriesData() {
            return sectors > 0 && !has(DISCARD) && !has(MARK);
        }
    }

    /// Reads which entries there are, without their data.
    ///
    /// A log that has not begun (empty, or its first sector still zero) has no entries: the first sector is
    /// written with the first flush.
    ///
    /// @throws IOException when it is no such log, or cannot be read
    static WriteLog read(Path file) throws IOException {
        try (FileChannel log = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer head = at(log, 0, ENTRY_BYTES);
            if (head.remaining() < ENTRY_BYTES || head.getLong(0) == 0) {
                return new WriteLog(SMALLEST_SECTOR, List.of(), false);
            }
            int sectorBytes = head.getInt(24);
            if (head.getLong(0) != MAGIC || head.getLong(8) != VERSION) {
                throw new IOException("%s is no log of writes: it begins with %x, version %d, not with %x, version %d"
                        .formatted(file, head.getLong(0), head.getLong(8), MAGIC, VERSION));
            }
            if (sectorBytes < SMALLEST_SECTOR || sectorBytes > LARGEST_SECTOR || Integer.bitCount(sectorBytes) != 1) {
                throw new IOException("%s has sectors of %d bytes; %d to %d are known"
                        .formatted(file, sectorBytes, SMALLEST_SECTOR, LARGEST_SECTOR));
            }
            return entries(log, file, sectorBytes, head.getLong(16));
        }
    }

    private static WriteLog entries(FileChannel log, Path file, int sectorBytes, long count) throws IOException {
        if (count < 0 || count > MOST_ENTRIES) {
            throw new IOException("%s tells of %d entries; at most %d are read".formatted(file, count, MOST_ENTRIES));
        }
        long end = log.size();
        long at = sectorBytes;
        List<Entry> entries = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            ByteBuffer words = at(log, at, ENTRY_BYTES);
            if (words.remaining() < ENTRY_BYTES) {
                return new WriteLog(sectorBytes, entries, true);
            }
            Entry entry = new Entry(words.getLong(0), words.getLong(8), words.getLong(16), at + sectorBytes);
            if (entry.sector() == 0 && entry.sectors() == 0 && entry.flags() == 0) {
                // its place was taken, and whoever kept the log was killed before it was filled
                return new WriteLog(sectorBytes, entries, true);
            }
            long most = Long.MAX_VALUE / sectorBytes;
            if (entry.sector() < 0 || entry.sector() > most || entry.sectors() < 0 || entry.sectors() > most) {
                throw new IOException("%s is damaged: entry %d is about sector %d and %d sectors"
                        .formatted(file, i, entry.sector(), entry.sectors()));
            }
            long data = entry.carriesData() ? entry.sectors() * sectorBytes : 0;
            if (data > end - entry.dataAt()) {
                return new WriteLog(sectorBytes, entries, true);
            }
            entries.add(entry);
            at = entry.dataAt() + data;
        }
        return new WriteLog(sectorBytes, entries, false);
    }

    /// Fewer bytes than asked for at the end of the file.
    private static ByteBuffer at(FileChannel log, long place, int bytes) throws IOException {
        ByteBuffer found = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (found.hasRemaining() && log.read(found, place + found.position()) >= 0) {
            // until all of it is there
        }
        return found.flip();
    }
}
