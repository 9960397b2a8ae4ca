package dev.seatline.server;

import dev.seatline.config.Loaded;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `seatline mosquitto-access`: prints the access file for a Mosquitto between this hub and its consoles. Runs in
/// the main thread.
@Command(
        name = "mosquitto-access",
        description = {
            "Prints Mosquitto's access file for all consoles of a hub's configuration.",
            "The hub's user is the one under mqtt, or \"" + MosquittoAccess.USUAL_HUB
                    + "\" while the hub uses its own broker."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:done", "1:the configuration is wrong", "2:wrong use"})
public final class MosquittoAccessCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the hub's configuration (default: ${DEFAULT-VALUE})",
            defaultValue = "config/hub.yaml")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path config;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /// Runs the command and ends the process.
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new MosquittoAccessCommand()).execute(arguments));
    }

    @Override
    public Integer call() {
        return switch (HubConfigFile.load(config)) {
            case Loaded.Wrong<HubConfig> wrong -> complain(wrong.text());
            case Loaded.Right<HubConfig>(HubConfig hub) -> print(hub);
        };
    }

    private int print(HubConfig hub) {
        Optional<String> obstacle = MosquittoAccess.obstacle(hub);
        if (obstacle.isPresent()) {
            return complain(config + ": " + obstacle.get());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(MosquittoAccess.text(hub));
        out.flush();
        // a full disk behind a redirection must not pass for a whole file
        return out.checkError() ? complain("the access file could not be written to the end") : CommandLine.ExitCode.OK;
    }

    private int complain(String text) {
        spec.commandLine().getErr().println(text);
        spec.commandLine().getErr().flush();
        return CommandLine.ExitCode.SOFTWARE;
    }
}
