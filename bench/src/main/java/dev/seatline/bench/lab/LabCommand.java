package dev.seatline.bench.lab;

import dev.seatline.bench.lab.cuts.CutsOptions;
import dev.seatline.bench.lab.latency.LatencyRun;
import dev.seatline.bench.lab.link.Verb;
import dev.seatline.bench.lab.machine.KernelFiles;
import dev.seatline.bench.lab.machine.VirtualMachine;
import dev.seatline.bench.lab.scenario.ConsoleLaunch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `./seatline lab`.
@Command(
        name = "seatline lab",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Boots a virtual machine with simulated pins, readers and chips, runs the real console in it and works it",
            "as a person would, with bouncing contacts. Checks lamps, digits and the facts that reach the hub.",
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:all is as it should be", "1:something is not, or cannot be tried here", "2:wrong use"})
public final class LabCommand implements Callable<Integer> {
    private static final int MOST_ROUNDS = 99;
    private static final Path STATE = Path.of(".seatline", "lab");

    private static final int MOST_MACHINES = 2;
    private static final int LONGEST_IDLE = 3_600;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--kernel",
            paramLabel = "DIR",
            description =
                    "folder with bzImage and i2c-stub.ko (default: SEATLINE_LAB_KERNEL, or one that was built here)")
    private @Nullable Path kernel;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            description = "usual-day, other-parts or bad-parts (default: all)")
    private List<String> only = List.of();

    @Option(names = "--seed", description = "the random source of a run before (default: by chance)")
    private @Nullable Long seed;

    @Option(
            names = "--idle",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "how long the idle console is looked at (default: ${DEFAULT-VALUE})")
    private int idleSeconds;

    @Option(
            names = "--machines",
            paramLabel = "N",
            defaultValue = "0",
            description = "how many at the same time, 1 or 2 (default: 2, or 1 where there is one processor)")
    private int machines;

    @Option(names = "--self-check", description = "only tries whether the tools of the lab see one another")
    private boolean selfCheck;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CutsOptions cuts;

    @Option(
            names = "--latency",
            description = "measures edge to lamp beside programs in C and Python, and nothing else")
    private boolean latency;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "rounds of --latency, best an odd number (default: ${DEFAULT-VALUE})")
    private int rounds;

    /// Runs the command and ends the process.
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LabCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        checkArguments();
        boolean cut = cuts.wanted();
        Path root = Path.of(Optional.ofNullable(System.getenv("SEATLINE_ROOT")).orElse("."))
                .toAbsolutePath()
                .normalize();
        PrintWriter out = spec.commandLine().getOut();
        KernelFiles files;
        try {
            VirtualMachine.program();
            files = KernelFiles.find(
                    root, Optional.ofNullable(kernel), Optional.ofNullable(System.getenv("SEATLINE_LAB_KERNEL")));
        } catch (IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        Path state = Files.createDirectories(root.resolve(STATE));
        if (cut) {
            return cuts.run(
                            root,
                            Files.createTempDirectory(state, "cuts-"),
                            files,
                            ConsoleLaunch.asLaunched(root, System.getenv()),
                            seed,
                            out)
                    ? CommandLine.ExitCode.OK
                    : CommandLine.ExitCode.SOFTWARE;
        }
        Path folder = Files.createTempDirectory(state, "run-");
        boolean right = latency
                ? new LatencyRun(
                                root,
                                folder,
                                files,
                                ConsoleLaunch.asLaunched(root, System.getenv()).options(),
                                rounds,
                                out)
                        .run()
                : selfCheck ? check(root, folder, files, out) : runAll(root, folder, files, out);
        if (right) {
            remove(folder);
        } else {
            out.println("everything of this run is in " + folder);
        }
        out.flush();
        return right ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private void checkArguments() {
        for (String part : only) {
            if (Arrays.stream(LabRun.Part.values()).noneMatch(one -> one.text().equals(part))) {
                throw new ParameterException(
                        spec.commandLine(), "--only takes usual-day, other-parts and bad-parts, found " + part);
            }
        }
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            throw new ParameterException(
                    spec.commandLine(), "--rounds must be 1 to " + MOST_ROUNDS + ", found " + rounds);
        }
        if (machines < 0 || machines > MOST_MACHINES) {
            throw new ParameterException(
                    spec.commandLine(), "--machines must be 1 or " + MOST_MACHINES + ", found " + machines);
        }
        if (idleSeconds < 5 || idleSeconds > LONGEST_IDLE) {
            throw new ParameterException(
                    spec.commandLine(), "--idle must be 5 to " + LONGEST_IDLE + " seconds, found " + idleSeconds);
        }
    }

    private boolean runAll(Path root, Path folder, KernelFiles files, PrintWriter out) throws Exception {
        long source = seed == null ? new SplittableRandom().nextLong(1_000_000_000) : seed;
        out.printf("random source %d%n", source);
        out.flush();
        long began = System.nanoTime();
        List<LabRun.Part> parts = Arrays.stream(LabRun.Part.values())
                .filter(part -> only.isEmpty() || only.contains(part.text()))
                .toList();
        List<LabRun.Result> results = new LabRuns(
                        root, folder, files, ConsoleLaunch.asLaunched(root, System.getenv()), source, line -> {
                            out.println(line);
                            out.flush();
                        })
                .run(parts, machines(), idleSeconds);
        long failed = results.stream().filter(result -> !result.passed()).count();
        out.printf(
                "%d passed, %d failed, 0 skipped (%.0f s)%n",
                results.size() - failed, failed, (System.nanoTime() - began) / 1e9);
        return failed == 0;
    }

    /// A machine keeps one processor busy.
    private int machines() {
        return machines > 0
                ? machines
                : Math.min(MOST_MACHINES, Runtime.getRuntime().availableProcessors());
    }

    private static void remove(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean check(Path root, Path folder, KernelFiles files, PrintWriter out) throws Exception {
        long began = System.nanoTime();
        try (LabMachine lab = LabMachine.start(root, folder, files)) {
            out.printf(
                    "Linux %s up after %.1f s, its kernel ready after %.1f s%n",
                    lab.guest().kernel(),
                    (System.nanoTime() - began) / 1e9,
                    lab.guest().upMillis() / 1e3);
            List<String> said = lab.guest().ask(Verb.SELF_CHECK);
            said.forEach(out::println);
            out.flush();
            return said.stream().allMatch(line -> line.startsWith("ok "));
        }
    }
}
