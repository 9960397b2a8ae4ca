package dev.seatline.bench.lab;

import dev.seatline.bench.lab.machine.KernelFiles;
import dev.seatline.bench.lab.scenario.ConsoleLaunch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Runs of the lab side by side, each with a machine and a hub of its own: a machine keeps one processor
/// busy. Used by one thread, once; has one for each run.
final class LabRuns {
    private final Path root;
    private final Path folder;
    private final KernelFiles kernel;
    private final ConsoleLaunch launch;
    private final long seed;
    private final Consumer<String> progress;

    /// @param folder for files; exists and is empty
    /// @param seed of everything that is by chance
    /// @param progress gets a line for each scenario; called by one thread at a time
    LabRuns(Path root, Path folder, KernelFiles kernel, ConsoleLaunch launch, long seed, Consumer<String> progress) {
        this.root = root;
        this.folder = folder;
        this.kernel = kernel;
        this.launch = launch;
        this.seed = seed;
        this.progress = progress;
    }

    /// @param machines at most so many at the same time
    List<LabRun.Result> run(List<LabRun.Part> parts, int machines, int idleSeconds) throws Exception {
        List<LabRun.Result> results = new ArrayList<>();
        List<Future<List<LabRun.Result>>> runs = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(machines)) {
            List<List<LabRun.Part>> shares = shares(parts, machines);
            for (int i = 0; i < shares.size(); i++) {
                List<LabRun.Part> share = shares.get(i);
                Path own = Files.createDirectory(folder.resolve("machine-" + (i + 1)));
                runs.add(threads.submit(
                        () -> new LabRun(root, own, kernel, launch, seed, this::told).run(share, idleSeconds)));
            }
            for (Future<List<LabRun.Result>> run : runs) {
                results.addAll(result(run));
            }
        }
        return results;
    }

    /// The first part takes as long as all others together.
    static <T> List<List<T>> shares(List<T> parts, int machines) {
        return machines > 1 && parts.size() > 1
                ? List.of(parts.subList(0, 1), parts.subList(1, parts.size()))
                : List.of(parts);
    }

    private static List<LabRun.Result> result(Future<List<LabRun.Result>> run) throws Exception {
        try {
            return run.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception why ? why : e;
        }
    }

    private synchronized void told(String line) {
        progress.accept(line);
    }
}
