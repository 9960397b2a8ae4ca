package dev.seatline.bench.lab.cuts;

import dev.seatline.bench.lab.machine.KernelFiles;
import dev.seatline.bench.lab.scenario.ConsoleLaunch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options of `./seatline lab` that belong to power cuts, and what they do. Used by one thread.
public final class CutsOptions {
    private static final int MOST = 10_000;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--cuts",
            arity = "0..1",
            paramLabel = "N",
            fallbackValue = "10",
            description = "cuts the power of the console N times instead, and looks for lost facts (default: 10)")
    private @Nullable Integer cuts;

    @Option(
            names = "--break",
            paramLabel = "FAULT",
            description = "with --cuts: plants a fault that must lose facts; sync-normal or nobarrier")
    private @Nullable String broken;

    @Option(names = "--keep", hidden = true, description = "keeps the files of the run")
    private boolean keep;

    /// Whether this is what the lab is to do.
    ///
    /// @throws ParameterException for wrong use
    public boolean wanted() {
        if (cuts != null && (cuts < 1 || cuts > MOST)) {
            throw new ParameterException(spec.commandLine(), "--cuts takes 1 to " + MOST + ", found " + cuts);
        }
        if (broken != null && (cuts == null || PlantedFault.of(broken).isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--break belongs to --cuts and takes %s, found %s"
                            .formatted(
                                    Arrays.stream(PlantedFault.values())
                                            .map(PlantedFault::text)
                                            .collect(Collectors.joining(" or ")),
                                    broken));
        }
        return cuts != null;
    }

    /// Cuts, and tells what came of it.
    ///
    /// @param root of the project
    /// @param folder for files of this run; exists and is empty, and is removed when all is well
    /// @param console how the launcher starts one
    /// @param seed of the random source, or null for one by chance
    /// @return whether nothing was lost
    public boolean run(
            Path root, Path folder, KernelFiles kernel, ConsoleLaunch console, @Nullable Long seed, PrintWriter out)
            throws IOException, InterruptedException {
        long source = seed == null ? new SplittableRandom().nextLong(1_000_000_000) : seed;
        Optional<PlantedFault> fault = broken == null ? Optional.empty() : PlantedFault.of(broken);
        out.printf(
                "random source %d%s%n",
                source, fault.map(one -> ", broken: " + one.text()).orElse(""));
        out.flush();
        long began = System.nanoTime();
        boolean kept = new CutsRun(root, folder, kernel, new SplittableRandom(source), fault, line -> {
                    out.println(line);
                    out.flush();
                })
                .run(cuts == null ? 0 : cuts, console.options(), console.classPath());
        out.printf("%s (%.0f s)%n", kept ? "nothing was lost" : "LOST", (System.nanoTime() - began) / 1e9);
        if (kept && !keep) {
            remove(folder);
        } else {
            out.println("everything of this run is in " + folder);
        }
        out.flush();
        return kept;
    }

    private static void remove(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
