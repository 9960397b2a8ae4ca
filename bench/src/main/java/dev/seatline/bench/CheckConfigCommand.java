package dev.seatline.bench;

import dev.seatline.config.ConfigFile;
import dev.seatline.config.Loaded;
import dev.seatline.device.ConsoleConfigFile;
import dev.seatline.server.HubConfigFile;
import dev.seatline.server.regulation.PolicyFile;
import dev.seatline.wire.Texts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `seatline check-config`: tells every mistake of configuration files at once. Runs in the main thread.
@Command(
        name = "check-config",
        description = "Tells every mistake in configuration files of hub and consoles and in policies at once.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:every file is right", "1:a file is wrong or cannot be read", "2:wrong use"})
public final class CheckConfigCommand implements Callable<Integer> {
    private static final Set<String> HUB_ONLY =
            Set.of("consoles", "people", "mqtt", "seats", "site-name", "zone", "home-assistant");
    private static final Set<String> CONSOLE_ONLY = Set.of(
            "seat",
            "console",
            "hub",
            "site-key",
            "site-key-file",
            "hardware",
            "pins",
            "rules",
            "keep-confirmed",
            "trust-clock-at-start");

    private static final String POLICY = "regulation";

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "what to check, such as config/hub.yaml")
    private List<Path> files = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /// Runs the command and ends the process.
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CheckConfigCommand()).execute(arguments));
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        boolean allRight = true;
        for (Path file : files) {
            allRight &= right(file, out);
        }
        out.flush();
        return allRight ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static boolean right(Path file, PrintWriter out) {
        Set<String> keys = ConfigFile.topKeys(file);
        if (keys.contains(POLICY)) {
            return told(
                    out,
                    file,
                    PolicyFile.load(file),
                    policy -> "policy %s, edition %d".formatted(policy.id(), policy.edition()));
        }
        boolean hub = !Collections.disjoint(keys, HUB_ONLY);
        boolean console = !Collections.disjoint(keys, CONSOLE_ONLY);
        if (hub == console && !keys.isEmpty()) {
            out.println(file + ": must be a hub's file (with consoles, people, mqtt …), a console's (with seat, hub,"
                    + " hardware …) or a policy (with regulation), found the keys "
                    + Texts.shortened(String.join(", ", keys)));
            return false;
        }
        return hub
                ? told(
                        out,
                        file,
                        HubConfigFile.load(file),
                        config -> "hub, %d seats, %d people"
                                .formatted(
                                        config.consoles().size(),
                                        config.people().size()))
                : told(
                        out,
                        file,
                        ConsoleConfigFile.load(file),
                        config -> "console %s, seat %s".formatted(config.console(), config.seat()));
    }

    private static <T> boolean told(PrintWriter out, Path file, Loaded<T> loaded, Function<T, String> summary) {
        return switch (loaded) {
            case Loaded.Right<T>(T config) -> {
                out.println(file + ": right (" + summary.apply(config) + ")");
                yield true;
            }
            case Loaded.Wrong<T> wrong -> {
                out.println(wrong.text());
                yield false;
            }
        };
    }
}
