package dev.seatline.bench.lab.cuts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// A log of writes made by hand, as qemu makes them: a head that tells how many entries there are, then the
/// entries.
final class LogOfWrites {
    static final int SECTOR = 512;

    private final int sectorBytes;
    private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
    private long count;

    LogOfWrites(int sectorBytes) {
        this.sectorBytes = sectorBytes;
    }

    LogOfWrites() {
        this(SECTOR);
    }

    /// Fills sectors with one byte.
    LogOfWrites write(long sector, int sectors, int value) {
        return write(sector, sectors, value, 0);
    }

    LogOfWrites write(long sector, int sectors, int value, long flags) {
        entry(sector, sectors, flags);
        byte[] data = new byte[sectors * sectorBytes];
        Arrays.fill(data, (byte) value);
        entries.writeBytes(data);
        return this;
    }

    LogOfWrites flush() {
        return entry(0, 0, WriteLog.FLUSH);
    }

    LogOfWrites discard(long sector, long sectors) {
        return entry(sector, sectors, WriteLog.DISCARD);
    }

    LogOfWrites mark() {
        return entry(0, 0, WriteLog.MARK);
    }

    LogOfWrites entry(long sector, long sectors, long flags) {
        ByteBuffer words = ByteBuffer.allocate(sectorBytes).order(ByteOrder.LITTLE_ENDIAN);
        entries.writeBytes(
                words.putLong(sector).putLong(sectors).putLong(flags).putLong(0).array());
        count++;
        return this;
    }

    byte[] bytes() {
        return bytes(count);
    }

    /// With another count in its head than there are entries.
    byte[] bytes(long told) {
        ByteBuffer head = ByteBuffer.allocate(sectorBytes).order(ByteOrder.LITTLE_ENDIAN);
        head.putLong(WriteLog.MAGIC).putLong(WriteLog.VERSION).putLong(told).putInt(sectorBytes);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.array());
        all.writeBytes(entries.toByteArray());
        return all.toByteArray();
    }

    Path in(Path file) throws IOException {
        return Files.write(file, bytes());
    }
}
