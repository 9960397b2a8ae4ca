package dev.seatline.bench;

import dev.seatline.bench.faults.FaultsCommand;
import dev.seatline.bench.measure.Benchmark;
import dev.seatline.bench.measure.BenchmarkRun;
import dev.seatline.bench.measure.backlog.BacklogBenchmark;
import dev.seatline.bench.measure.disk.DiskBenchmark;
import dev.seatline.bench.measure.footprint.ConsoleBenchmark;
import dev.seatline.bench.measure.footprint.HubBenchmark;
import dev.seatline.bench.measure.reconnect.ReconnectBenchmark;
import dev.seatline.bench.measure.rules.RulesBenchmark;
import dev.seatline.bench.measure.soak.SoakBenchmark;
import dev.seatline.bench.measure.tap.TapBenchmark;
import dev.seatline.bench.measure.throughput.ThroughputBenchmark;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./seatline bench`.
@Command(
        name = "seatline bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = FaultsCommand.class,
        description = {
            "Measures what design and documents promise, each beside its peers in one run.",
            "Without names everything that is listed by --list, one after the other.",
        })
public final class BenchCommand implements Callable<Integer> {
    /// In the order in which they run.
    private static final List<Benchmark> BENCHMARKS = List.of(
            new ThroughputBenchmark(false),
            new ThroughputBenchmark(true),
            new BacklogBenchmark(),
            new TapBenchmark(),
            new ReconnectBenchmark(),
            new SoakBenchmark(),
            new ConsoleBenchmark(),
            new HubBenchmark(),
            new DiskBenchmark(),
            new RulesBenchmark());

    @Spec
    @Nullable
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "what to measure; see --list")
    private List<String> names = new ArrayList<>();

    @Option(names = "--list", description = "tells what can be measured")
    private boolean list;

    @Option(names = "--brief", description = "a quick look with small numbers, which decides nothing")
    private boolean brief;

    @Option(
            names = "--folder",
            defaultValue = ".seatline",
            description = "on a real disk, where the work is done (default: ${DEFAULT-VALUE})")
    private Path folder = Path.of(".seatline");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec().commandLine().getOut();
        if (list) {
            BENCHMARKS.forEach(one -> out.printf("%-12s %s%n", one.name(), one.question()));
            out.flush();
            return CommandLine.ExitCode.OK;
        }
        boolean terminal = Optional.ofNullable(System.console())
                .filter(java.io.Console::isTerminal)
                .isPresent();
        Files.createDirectories(folder);
        BenchmarkRun run = new BenchmarkRun(
                Path.of(Optional.ofNullable(System.getenv("SEATLINE_ROOT")).orElse(".")),
                folder.toAbsolutePath(),
                brief,
                terminal,
                out,
                spec().commandLine().getErr());
        return run.all(chosen()) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private List<Benchmark> chosen() {
        if (names.isEmpty()) {
            return BENCHMARKS;
        }
        List<Benchmark> chosen = new ArrayList<>();
        for (String name : names) {
            chosen.add(BENCHMARKS.stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new ParameterException(
                            spec().commandLine(),
                            "found \"%s\", allowed are %s"
                                    .formatted(
                                            name,
                                            BENCHMARKS.stream()
                                                    .map(Benchmark::name)
                                                    .toList()))));
        }
        return chosen;
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the specification");
        }
        return spec;
    }
}
