package dev.seatline.bench.wiring;

import dev.seatline.config.Loaded;
import dev.seatline.device.ConsoleConfig;
import dev.seatline.device.ConsoleConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `seatline wiring`: draws the wiring of a console's configuration. Runs in the main thread.
@Command(
        name = "wiring",
        description = {
            "Draws the wiring of a console with real parts: wiring.svg, and the table of its pins in README.md.",
            "Documents in the folder that have a place for the table get it there."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:done", "1:the configuration is wrong or cannot be drawn", "2:wrong use"})
public final class WiringCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the console's configuration (default: ${DEFAULT-VALUE})",
            defaultValue = "config/console-pins.yaml")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path config;

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            description = "where to write (default: ${DEFAULT-VALUE})",
            defaultValue = "docs/wiring")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path folder;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /// Runs the command and ends the process.
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new WiringCommand()).execute(arguments));
    }

    @Override
    public Integer call() {
        return switch (ConsoleConfigFile.load(config)) {
            case Loaded.Wrong<ConsoleConfig> wrong -> complain(wrong.text());
            case Loaded.Right<ConsoleConfig>(ConsoleConfig console) -> draw(console);
        };
    }

    private int draw(ConsoleConfig console) {
        Optional<String> obstacle = Wiring.obstacle(console);
        if (obstacle.isPresent()) {
            return complain(config + ": " + obstacle.get());
        }
        try {
            write(Wiring.of(console.pins().orElseThrow()), console.seat().text());
        } catch (IOException e) {
            return complain("cannot be written: " + e.getMessage());
        }
        spec.commandLine().getOut().println(folder.resolve("wiring.svg"));
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }

    private void write(Wiring wiring, String seat) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("wiring.svg"), Diagram.svg(wiring, seat));
        List<Path> documents;
        try (Stream<Path> files = Files.list(folder)) {
            documents = files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
        boolean placed = false;
        for (Path document : documents) {
            String text = Files.readString(document);
            if (PinTable.hasPlace(text)) {
                Files.writeString(document, PinTable.renewed(text, wiring));
                placed = true;
            }
        }
        Path readme = folder.resolve("README.md");
        if (!placed && Files.notExists(readme)) {
            Files.writeString(readme, PinTable.renewed(newDocument(seat), wiring));
        }
    }

    /// What a folder without documents gets.
    private static String newDocument(String seat) {
        return """
                # Wiring of seat %s

                ![wiring](wiring.svg)

                <!-- pin table in English, made by ./seatline wiring -->
                <!-- end of pin table -->

                <!-- pin table in Chinese, made by ./seatline wiring -->
                <!-- end of pin table -->
                """.formatted(seat);
    }

    private int complain(String text) {
        spec.commandLine().getErr().println(text);
        spec.commandLine().getErr().flush();
        return CommandLine.ExitCode.SOFTWARE;
    }
}
