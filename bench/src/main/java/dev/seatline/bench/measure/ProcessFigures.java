package dev.seatline.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What Linux tells of a process that runs. Each call reads anew; any thread.
///
/// @param pid of a process of this user
public record ProcessFigures(long pid) {
    /// What one tick of `/proc/PID/stat` stands for: Linux tells programs 100 ticks a second whatever it uses itself.
    private static final long TICK_MILLIS = 10;

    /// Fields of `/proc/PID/stat` are counted from the one behind the name, which may hold anything.
    private static final int USER_TICKS = 11;

    private static final int SYSTEM_TICKS = 12;

    /// Resident memory, in KiB.
    ///
    /// @throws IOException when it has ended
    public long residentKib() throws IOException {
        return number(of("status"), "VmRSS:");
    }

    /// Time on a processor of all its threads, in ms, in steps of 10.
    ///
    /// @throws IOException when it has ended
    public long processorMillis() throws IOException {
        String stat = Files.readString(of("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS])) * TICK_MILLIS;
    }

    /// How often its present threads went to sleep by themselves, and so woke up again.
    ///
    /// @throws IOException when it has ended
    public long wakeUps() throws IOException {
        List<Path> threads = new ArrayList<>();
        try (Stream<Path> found = Files.list(of("task"))) {
            found.forEach(threads::add);
        }
        long sum = 0;
        for (Path thread : threads) {
            sum += number(thread.resolve("status"), "voluntary_ctxt_switches:");
        }
        return sum;
    }

    /// What it has made the kernel write to a device, in bytes: whole pages of memory that it made dirty in files, each
    /// counted again when it is made dirty after it was written.
    ///
    /// @throws IOException when it has ended
    public long writtenBytes() throws IOException {
        return number(of("io"), "write_bytes:");
    }

    private Path of(String file) {
        return Path.of("/proc", Long.toString(pid), file);
    }

    private static long number(Path file, String name) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow(() -> new IOException("%s holds no %s".formatted(file, name)));
    }
}
