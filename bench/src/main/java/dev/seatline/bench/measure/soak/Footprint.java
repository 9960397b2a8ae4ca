package dev.seatline.bench.measure.soak;

import dev.seatline.bench.measure.Figure;
import dev.seatline.bench.measure.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a Java process holds, after a whole collection of its garbage.
///
/// @param threads of the operating system
/// @param files open
/// @param heapBytes of objects that are in use
record Footprint(long threads, long files, long heapBytes) {
    /// What may be left by compiled code, timers and caches that are never twice the same, in MiB.
    private static final double NOISE_MIB = 1;

    /// The last line of a histogram: objects, bytes.
    private static final Pattern TOTAL = Pattern.compile("^Total\\s+\\d+\\s+(\\d+)");

    /// @param pid of a process of this user, which may be this one
    /// @param folder for a file of its own
    static Footprint of(long pid, Path folder) throws IOException, InterruptedException {
        // the first collection lets go what others watch over
        Path answer = folder.resolve("histogram");
        long before = histogramTotal(pid, answer);
        long heap = Math.min(before, histogramTotal(pid, answer));
        long files;
        try (Stream<Path> open = Files.list(Path.of("/proc/%d/fd".formatted(pid)))) {
            files = open.count();
        }
        long threads = Files.readAllLines(Path.of("/proc/%d/status".formatted(pid))).stream()
                .filter(line -> line.startsWith("Threads:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow(() -> new IOException("process %d has ended".formatted(pid)));
        return new Footprint(threads, files, heap);
    }

    /// Bytes of all objects in use; the tool collects garbage before it counts.
    ///
    /// @param answer where the tool writes: read through a pipe by the very process that it holds still, it
    /// would wait for ever
    private static long histogramTotal(long pid, Path answer) throws IOException, InterruptedException {
        Process tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .redirectOutput(answer.toFile())
                .start();
        int status = tool.waitFor();
        List<String> lines = Files.readAllLines(answer);
        if (status != 0) {
            throw new IOException("jcmd cannot look at process %d: %s".formatted(pid, String.join(" ", lines)));
        }
        return lines.stream()
                .map(TOTAL::matcher)
                .filter(Matcher::find)
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .findFirst()
                .orElseThrow(() -> new IOException("jcmd counts nothing in process " + pid));
    }

    /// Tells what has grown since.
    ///
    /// @param whose in words
    void tellGrowth(Workbench bench, String whose, Footprint before) {
        double mib = (heapBytes - before.heapBytes) / 1048576.0;
        bench.found(Figure.told(whose + ": threads at last", (double) threads, ""));
        bench.found(Figure.atMost(whose + ": threads more than before", (double) (threads - before.threads), "", 0));
        bench.found(Figure.told(whose + ": open files at last", (double) files, ""));
        bench.found(Figure.atMost(whose + ": open files more than before", (double) (files - before.files), "", 0));
        bench.found(Figure.told(whose + ": heap in use at last", heapBytes / 1048576.0, "MiB"));
        bench.found(Figure.atMost(whose + ": heap more than before", mib, "MiB", NOISE_MIB));
    }
}
