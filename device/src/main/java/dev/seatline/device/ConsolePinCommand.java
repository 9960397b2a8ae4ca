package dev.seatline.device;

import dev.seatline.config.Loaded;
import dev.seatline.device.technician.signin.PinFile;
import dev.seatline.device.technician.signin.PinHash;
import dev.seatline.device.technician.signin.PinRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `seatline console-pin`: sets the PIN by which technicians sign in to the console's page. Runs in the main thread.
@Command(
        name = "seatline console-pin",
        description = {
            "Sets the PIN of 6 to 12 digits by which technicians sign in to the page of a console.",
            "Asks twice on a terminal, else reads one line from standard input. A PIN is never taken as an argument: it"
                    + " would stay in the shell's history. A running console notices within a second; whoever is signed"
                    + " in has to sign in again."
        },
        mixinStandardHelpOptions = true,
        version = "Seatline " + Console.SOFTWARE,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:done", "1:the PIN was refused or could not be written", "2:wrong use or configuration"})
public final class ConsolePinCommand implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;
    private static final int LONGEST_LINE = 64;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "config/console.yaml",
            description = "the console's configuration, for its data folder (default: ${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path config;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final Optional<Function<String, char @Nullable []>> terminal;
    private final InputStream in;

    /// @param terminal asks with a prompt and shows nothing of the answer, null at the end; empty without a terminal
    /// @param in where the PIN comes from without a terminal
    ConsolePinCommand(Optional<Function<String, char @Nullable []>> terminal, InputStream in) {
        this.terminal = terminal;
        this.in = in;
    }

    /// Runs the command and ends the process.
    public static void main(String[] arguments) {
        Optional<Function<String, char @Nullable []>> terminal = Optional.ofNullable(System.console())
                .filter(java.io.Console::isTerminal)
                .map(console -> prompt -> console.readPassword("%s", prompt));
        System.exit(new CommandLine(new ConsolePinCommand(terminal, System.in)).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        return switch (ConsoleConfigFile.load(config)) {
            case Loaded.Wrong<ConsoleConfig> wrong -> complain(WRONG_USE, wrong.text());
            case Loaded.Right<ConsoleConfig>(ConsoleConfig right) -> set(new PinFile(right.data()));
        };
    }

    private int set(PinFile file) throws IOException {
        String pin = terminal.isPresent() ? ask(terminal.get(), "technician PIN, " + PinRules.SHAPE + ": ") : line();
        Optional<String> fault = PinRules.fault(pin);
        if (fault.isPresent()) {
            return complain(FAILED, fault.get() + "; nothing was changed");
        }
        if (terminal.isPresent() && !ask(terminal.get(), "once more: ").equals(pin)) {
            return complain(FAILED, "the two PINs differ; nothing was changed");
        }
        try {
            file.write(PinHash.of(pin, PinHash.ROUNDS, new SecureRandom()));
        } catch (IOException e) {
            return complain(
                    FAILED,
                    "the PIN could not be written to %s (%s); run this as the user of the console, or as root"
                            .formatted(file.path(), e));
        }
        spec.commandLine().getOut().println("the technician PIN is set; whoever was signed in has to sign in again");
        spec.commandLine().getOut().flush();
        return DONE;
    }

    private static String ask(Function<String, char @Nullable []> terminal, String prompt) {
        char[] typed = terminal.apply(prompt);
        return typed == null ? "" : new String(typed).strip();
    }

    /// The first line, cut at a length that no PIN has.
    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read >= 0 && read != '\n' && line.length() < LONGEST_LINE; read = in.read()) {
            line.append((char) read);
        }
        return line.toString().strip();
    }

    private int complain(int status, String text) {
        spec.commandLine().getErr().println(text);
        spec.commandLine().getErr().flush();
        return status;
    }
}
