package dev.seatline.device;

import dev.seatline.config.Loaded;
import dev.seatline.device.backup.Restore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `seatline-console`: reads its configuration, runs a [Console] with it and waits. Exit status 0 after a signal
/// to stop, 1 when the console cannot work, 2 for wrong use or configuration.
@Command(
        name = "seatline console",
        mixinStandardHelpOptions = true,
        version = "Seatline " + Console.SOFTWARE,
        description = "The console of one seat. Stops cleanly on Ctrl-C or SIGTERM.")
public final class ConsoleCommand implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int WRONG_USE = 2;

    @Option(
            names = "--config",
            paramLabel = "F",
            defaultValue = "config/console.yaml",
            description = "configuration file, default ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init")
    private Path config;

    @Option(names = "--check-config", description = "says every mistake of the configuration, and starts nothing")
    private boolean checkOnly;

    /// The installation archives the classes that such a start has loaded.
    @Option(names = "--until-ready", hidden = true, description = "starts, and stops as soon as everything works")
    private boolean untilReady;

    @Option(
            names = "--proved-after",
            hidden = true,
            defaultValue = "PT20S",
            description = "how long a configuration that was saved on the page must work to be kept")
    @SuppressWarnings("NullAway.Init")
    private Duration provedAfter;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ConsoleCommand()).execute(arguments));
    }

    @Override
    public Integer call() {
        return checkOnly ? check() : run();
    }

    private int check() {
        return switch (ConsoleConfigFile.load(config)) {
            case Loaded.Wrong<ConsoleConfig> wrong -> say(WRONG_USE, wrong.text());
            case Loaded.Right<ConsoleConfig>(ConsoleConfig right) -> tellRight(right);
        };
    }

    private int tellRight(ConsoleConfig right) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s: right (console %s, seat %s)%n", config, right.console(), right.seat());
        out.flush();
        return DONE;
    }

    private int run() {
        if (Restore.isUnfinished(config)) {
            return say(
                    WRONG_USE,
                    "a restore to " + config + " was interrupted; give the same command again, which finishes it:"
                            + " seatline-console restore --config " + config);
        }
        return new ConsoleRuns(config, System.getenv(), provedAfter, untilReady, this::say).all();
    }

    private int say(int status, String text) {
        PrintWriter out = spec.commandLine().getErr();
        out.println(text);
        out.flush();
        return status;
    }
}
