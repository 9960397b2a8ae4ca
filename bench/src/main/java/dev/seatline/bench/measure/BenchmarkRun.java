package dev.seatline.bench.measure;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Runs benchmarks one after the other and prints a table for each. Used by one thread.
///
/// @param root of the project
/// @param folder on a real disk
/// @param brief a quick look with small numbers
/// @param terminal whether the progress line may be overwritten
/// @param out for tables
/// @param err for progress
public record BenchmarkRun(Path root, Path folder, boolean brief, boolean terminal, PrintWriter out, PrintWriter err) {
    /// Runs all of them, whatever becomes of one.
    ///
    /// @return whether everything could be measured and every floor was reached
    public boolean all(List<Benchmark> benchmarks) throws IOException, InterruptedException {
        boolean good = true;
        for (Benchmark one : benchmarks) {
            good &= one(one);
        }
        return good;
    }

    private boolean one(Benchmark benchmark) throws IOException, InterruptedException {
        Path own = Files.createTempDirectory(folder, "bench-" + benchmark.name() + "-");
        Workbench bench = new Workbench(root, own, brief, err, terminal);
        boolean measured = true;
        try {
            bench.begin(benchmark);
            benchmark.run(bench);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            measured = false;
            bench.endProgress();
            err.println("seatline: " + benchmark.name() + " could not be measured: " + e.getMessage());
            err.flush();
        } finally {
            remove(own);
        }
        bench.endProgress();
        table(benchmark, bench.figures());
        return measured && bench.figures().stream().noneMatch(figure -> figure.standing() == Figure.Standing.MISSED);
    }

    private void table(Benchmark benchmark, List<Figure> figures) {
        out.printf("%n**%s**: %s%s%n%n", benchmark.name(), benchmark.question(), brief ? " (brief)" : "");
        out.println("| what | found | floor | goal | |");
        out.println("|---|---|---|---|---|");
        figures.forEach(figure -> out.println(figure.row()));
        out.flush();
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
