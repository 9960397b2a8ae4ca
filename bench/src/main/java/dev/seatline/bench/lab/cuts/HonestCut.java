package dev.seatline.bench.lab.cuts;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// What a disk holds after its power was cut, at worst: nothing but what it had promised to keep. A write is
/// kept when a flush came after it, or when it asked to be kept at once (FUA); everything else was in the
/// disk's own memory. Killing a virtual machine alone does not show that, since its host keeps every write.
/// Stateless.
///
/// Writes that are kept are applied in the order in which they were made. Writes in flight are neither torn
/// nor reordered.
final class HonestCut {
    private HonestCut() {}

    /// What was kept of a log.
    ///
    /// @param flushes how often the disk was asked to keep what it had
    /// @param kept writes and discards that were
    /// @param lost writes and discards that were not
    record Outcome(int flushes, int kept, int lost) {}

    /// Brings the image of a disk from the beginning of a log to where the cut leaves it.
    ///
    /// @param image as it was when the log began; is changed
    static Outcome replay(Path log, Path image) throws IOException {
        WriteLog writes = WriteLog.read(log);
        int lastFlush = -1;
        int flushes = 0;
        for (int i = 0; i < writes.entries().size(); i++) {
            if (writes.entries().get(i).has(WriteLog.FLUSH)) {
                lastFlush = i;
                flushes++;
            }
        }
        int kept = 0;
        int lost = 0;
        try (FileChannel from = FileChannel.open(log, StandardOpenOption.READ);
                FileChannel to = FileChannel.open(image, StandardOpenOption.WRITE)) {
            for (int i = 0; i < writes.entries().size(); i++) {
                WriteLog.Entry entry = writes.entries().get(i);
                if (entry.sectors() == 0 || entry.has(WriteLog.MARK)) {
                    continue;
                }
                // a flush that carries data keeps what came before it, not yet its own data
                if (i < lastFlush || entry.has(WriteLog.FUA)) {
                    apply(entry, writes.sectorBytes(), from, to);
                    kept++;
                } else {
                    lost++;
                }
            }
        }
        return new Outcome(flushes, kept, lost);
    }

    private static void apply(WriteLog.Entry entry, int sectorBytes, FileChannel log, FileChannel image)
            throws IOException {
        long place = entry.sector() * sectorBytes;
        long left = entry.sectors() * sectorBytes;
        if (place > image.size() || left > image.size() - place) {
            throw new IOException(
                    "the log writes %d bytes at %d of a disk of %d bytes".formatted(left, place, image.size()));
        }
        long from = entry.dataAt();
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(left, 1 << 16));
        while (left > 0) {
            piece.clear().limit((int) Math.min(left, piece.capacity()));
            if (entry.carriesData()) {
                fill(log, from, piece);
            }
            // what was discarded reads as zeros; the piece holds nothing else then
            piece.rewind();
            left -= piece.remaining();
            from += piece.remaining();
            while (piece.hasRemaining()) {
                place += image.write(piece, place);
            }
        }
    }

    private static void fill(FileChannel log, long from, ByteBuffer piece) throws IOException {
        while (piece.hasRemaining()) {
            if (log.read(piece, from + piece.position()) < 0) {
                throw new EOFException("the log has become shorter");
            }
        }
    }
}
