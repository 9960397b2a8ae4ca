package dev.seatline.device;

import dev.seatline.config.Loaded;
import dev.seatline.wire.SiteKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `seatline card-code`: prints the codes of badge numbers under a site's key. The numbers come from standard input, so
/// that they stay in no shell history and no list of processes. Runs in the main thread.
@Command(
        name = "card-code",
        description = {
            "Prints the codes of badges for the hub's file, one for each badge number read from standard input.",
            "Numbers are never taken as arguments: they would stay in the shell's history. A reader that types like a"
                    + " keyboard can be used as it is: start the command and tap."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:done", "1:the configuration or a number is wrong", "2:wrong use"})
public final class CardCodeCommand implements Callable<Integer> {
    private static final int LONGEST_LINE = 256;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "a console's configuration, for its site key (default: ${DEFAULT-VALUE})",
            defaultValue = "config/console.yaml")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path config;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final InputStream numbers;

    /// @param numbers badge numbers, one a line
    public CardCodeCommand(InputStream numbers) {
        this.numbers = numbers;
    }

    /// For picocli: reads standard input.
    public CardCodeCommand() {
        this(System.in);
    }

    /// Runs the command and ends the process.
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CardCodeCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        return switch (ConsoleConfigFile.load(config)) {
            case Loaded.Wrong<ConsoleConfig> wrong -> {
                complain(wrong.text());
                yield CommandLine.ExitCode.SOFTWARE;
            }
            case Loaded.Right<ConsoleConfig>(ConsoleConfig console) -> print(console.siteKey());
        };
    }

    private int print(SiteKey key) throws IOException {
        int status = CommandLine.ExitCode.OK;
        PrintWriter out = spec.commandLine().getOut();
        BufferedReader lines = new BufferedReader(new InputStreamReader(numbers, StandardCharsets.UTF_8));
        int count = 0;
        for (String line = next(lines); line != null; line = next(lines)) {
            count++;
            if (line.isBlank()) {
                continue;
            }
            try {
                out.println(key.code(line).hex());
                out.flush();
            } catch (IllegalArgumentException e) {
                complain("line " + count + ": " + e.getMessage());
                status = CommandLine.ExitCode.SOFTWARE;
            }
        }
        return status;
    }

    private void complain(String text) {
        spec.commandLine().getErr().println(text);
        spec.commandLine().getErr().flush();
    }

    /// The next line, cut at the longest one that can hold a number; null at the end.
    private static @Nullable String next(BufferedReader in) throws IOException {
        int read = in.read();
        if (read < 0) {
            return null;
        }
        StringBuilder line = new StringBuilder();
        for (; read >= 0 && read != '\n'; read = in.read()) {
            if (line.length() < LONGEST_LINE) {
                line.append((char) read);
            }
        }
        return line.toString();
    }
}
