package dev.seatline.bench.faults;

import dev.seatline.bench.site.Mosquitto;
import dev.seatline.bench.site.Site;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `./seatline bench faults`.
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Kills hub, consoles and broker in random order while people work, cuts their connections,",
            "freezes them and takes their disks away; then holds the ledger against every journal.",
            "Exit status 1 unless nothing is lost, doubled or out of order.",
        })
public final class FaultsCommand implements Callable<Integer> {
    private static final int MOST_CONSOLES = 50;
    private static final int MOST_KILLS = 10_000;
    /// Where there is no terminal, one progress line in so many.
    private static final int QUIETER = 10;

    /// What `--broker` takes.
    enum Brokers {
        embedded,
        mosquitto,
        both
    }

    @Spec
    @Nullable
    private CommandSpec spec;

    @Option(names = "--kills", defaultValue = "200", description = "how many in all (default: ${DEFAULT-VALUE})")
    private int kills;

    @Option(names = "--seed", description = "the random source of a run before (default: by chance)")
    private @Nullable Long seed;

    @Option(
            names = "--broker",
            defaultValue = "both",
            description = "embedded, mosquitto, or both, half of the kills each (default: ${DEFAULT-VALUE})")
    private Brokers broker = Brokers.both;

    @Option(names = "--consoles", defaultValue = "10", description = "how many (default: ${DEFAULT-VALUE})")
    private int consoles;

    @Option(
            names = "--folder",
            defaultValue = ".seatline",
            description = "on a real disk, where the work is done (default: ${DEFAULT-VALUE})")
    private Path folder = Path.of(".seatline");

    @Override
    public Integer call() throws Exception {
        check();
        long source = seed == null ? new SplittableRandom().nextLong(1_000_000_000) : seed;
        PrintWriter out = spec().commandLine().getOut();
        out.printf("random source %d%n", source);
        out.flush();
        Path parent = Files.createDirectories(folder).toAbsolutePath();
        System.setProperty("org.sqlite.tmpdir", parent.toString());
        Path root = Path.of(Optional.ofNullable(System.getenv("SEATLINE_ROOT")).orElse("."));
        boolean clean = true;
        List<Site.BrokerKind> kinds = kinds();
        for (int i = 0; i < kinds.size(); i++) {
            int share = kills * (i + 1) / kinds.size() - kills * i / kinds.size();
            FaultReport report = new FaultRun(
                            root,
                            FaultRun.emptyFolder(parent),
                            kinds.get(i),
                            consoles,
                            share,
                            source,
                            progress(kinds.get(i)))
                    .run();
            endOfProgress();
            out.println(report.text());
            if (report.clean()) {
                remove(report.folder());
            } else {
                clean = false;
                out.printf(
                        "again: ./seatline bench faults --seed %d --kills %d --broker %s --consoles %d%n"
                                + "everything of this run is in %s: faults.log, logs, journals, ledger%n",
                        source,
                        share,
                        kinds.get(i).name().toLowerCase(java.util.Locale.ROOT),
                        consoles,
                        report.folder());
            }
            out.flush();
        }
        return clean ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private void check() throws IOException {
        if (kills < 1 || kills > MOST_KILLS) {
            throw wrong("--kills must be 1 to " + MOST_KILLS + ", found " + kills);
        }
        if (consoles < 1 || consoles > MOST_CONSOLES) {
            throw wrong("--consoles must be 1 to " + MOST_CONSOLES + ", found " + consoles);
        }
        if (broker != Brokers.embedded) {
            Mosquitto.program();
        }
    }

    private List<Site.BrokerKind> kinds() {
        List<Site.BrokerKind> kinds = new ArrayList<>();
        if (broker != Brokers.mosquitto) {
            kinds.add(Site.BrokerKind.EMBEDDED);
        }
        if (broker != Brokers.embedded) {
            kinds.add(Site.BrokerKind.MOSQUITTO);
        }
        return kinds;
    }

    private Consumer<String> progress(Site.BrokerKind kind) {
        PrintWriter err = spec().commandLine().getErr();
        boolean overwrite = terminal();
        int[] lines = {0};
        return line -> {
            if (overwrite) {
                err.print("\r[2K" + kind + ": " + line);
            } else if (lines[0] % QUIETER == 0) {
                err.println(kind + ": " + line);
            }
            lines[0]++;
            err.flush();
        };
    }

    private void endOfProgress() {
        if (terminal()) {
            spec().commandLine().getErr().print("\r[2K");
            spec().commandLine().getErr().flush();
        }
    }

    private static boolean terminal() {
        return Optional.ofNullable(System.console())
                .filter(java.io.Console::isTerminal)
                .isPresent();
    }

    private static void remove(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec().commandLine(), what);
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the specification");
        }
        return spec;
    }
}
