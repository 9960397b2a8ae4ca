package dev.seatline.bench.lab;

import dev.seatline.bench.lab.latency.LatencyRun;
import dev.seatline.bench.lab.link.Verb;
import dev.seatline.bench.lab.machine.KernelFiles;
import dev.seatline.bench.lab.machine.VirtualMachine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
    private static final Path STATE = Path.of(".seatline", "lab");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--kernel",
            paramLabel = "DIR",
            description =
                    "folder with bzImage and i2c-stub.ko (default: SEATLINE_LAB_KERNEL, or one that was built here)")
    private @Nullable Path kernel;

    @Option(names = "--self-check", description = "only tries whether the tools of the lab see one another")
    private boolean selfCheck;

    @Option(
            names = "--latency",
            description = "measures edge to lamp beside programs in C and Python, and nothing else")
    private boolean latency;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "rounds of --latency, best an odd number (default: ${DEFAULT-VALUE})")
    private int rounds = 5;

    /// Runs the command and ends the process.
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LabCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (rounds < 1) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--rounds wants at least 1, found " + rounds);
        }
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
        Path folder = Files.createDirectories(root.resolve(STATE).resolve("run"));
        if (latency) {
            boolean good = new LatencyRun(
                            root, Files.createDirectories(root.resolve(STATE).resolve("latency")), files, rounds, out)
                    .run();
            return good ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
        return check(root, folder, files, out);
    }

    private static int check(Path root, Path folder, KernelFiles files, PrintWriter out) throws Exception {
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
            return said.stream().allMatch(line -> line.startsWith("ok ")) ? 0 : 1;
        }
    }
}
