package dev.seatline.device;

import dev.seatline.config.Loaded;
import dev.seatline.device.backup.Backup;
import dev.seatline.device.backup.LastBackup;
import dev.seatline.device.backup.Manifest;
import dev.seatline.device.backup.Origin;
import dev.seatline.device.backup.Passphrases;
import dev.seatline.time.SystemTime;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `seatline console-backup`: everything that makes a card this console, in one file. The console may run
/// meanwhile. Runs in the main thread.
@Command(
        name = "seatline console-backup",
        description = {
            "Puts configuration, secrets, journal and technician PIN of a console into one file, from which"
                    + " console-restore makes a new memory card. The console may run meanwhile.",
            "The file is under a passphrase, which is asked for twice on a terminal, else is the first line of standard"
                    + " input. Without the passphrase it is of no use to anybody."
        },
        mixinStandardHelpOptions = true,
        version = "Seatline " + Console.SOFTWARE,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:done", "1:no backup could be made", "2:wrong use or configuration"})
public final class BackupCommand implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "config/console.yaml",
            description = "the console's configuration (default: ${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path config;

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description = "the file to make, or the folder for it (default: here, named after seat and time)")
    private @Nullable Path to;

    @Option(
            names = "--open",
            description = "without a passphrase: whoever has the file has the console's secret, the site's key, the"
                    + " codes of badges and the facts that are not yet forgotten")
    private boolean open;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final Typed typed;

    BackupCommand(Typed typed) {
        this.typed = typed;
    }

    /// Runs the command and ends the process.
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BackupCommand(Typed.here())).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        return switch (ConsoleConfigFile.load(config)) {
            case Loaded.Wrong<ConsoleConfig> wrong -> complain(WRONG_USE, wrong.text());
            case Loaded.Right<ConsoleConfig>(ConsoleConfig right) -> backUp(right);
        };
    }

    private int backUp(ConsoleConfig right) throws IOException {
        Optional<char[]> passphrase = Optional.empty();
        if (!open) {
            String first = typed.ask("passphrase, " + Passphrases.SHAPE + ": ");
            Optional<String> fault = Passphrases.fault(first);
            if (fault.isPresent()) {
                return complain(FAILED, fault.get());
            }
            if (typed.isTerminal() && !typed.ask("once more: ").equals(first)) {
                return complain(FAILED, "the two passphrases differ");
            }
            passphrase = Optional.of(first.toCharArray());
        }
        Origin origin = Console.origin(right, config);
        Instant at = new SystemTime().now();
        Path file = target(origin.fileName(at, !open));
        try {
            Path work = Files.createTempDirectory(folder(file), ".seatline-backup");
            StageLines lines = new StageLines(spec.commandLine().getErr(), typed.isTerminal());
            Manifest made;
            try {
                made = Backup.make(
                        origin,
                        Backup.JournalSource.of(Console.journalFile(right.data())),
                        work,
                        file,
                        passphrase,
                        at,
                        lines);
            } finally {
                Files.deleteIfExists(work);
                lines.end();
            }
            new LastBackup(right.data()).remember(at);
            tell(file, made);
            return DONE;
        } catch (IOException e) {
            return complain(
                    FAILED,
                    "no backup was made: %s; run this as root, or as the user of the console"
                            .formatted(e.getMessage()));
        }
    }

    private void tell(Path file, Manifest made) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%s: %,d bytes, seat %s, %s, read back and right%n",
                file,
                Files.size(file),
                made.seat(),
                made.journal() == null
                        ? "no journal yet"
                        : "facts up to number " + made.journal().last());
        if (open) {
            out.println("it is under no passphrase: whoever has it has the console's secret, the site's key and the"
                    + " codes of badges");
        }
        out.println("keep it away from this console; what is recorded from now on is not in it");
        out.flush();
    }

    private Path target(String name) {
        Path wanted = to == null ? Path.of("") : to;
        Path file = wanted.toAbsolutePath().normalize();
        return to == null || Files.isDirectory(file) ? file.resolve(name) : file;
    }

    private static Path folder(Path file) {
        Path folder = file.getParent();
        return folder == null ? file : folder;
    }

    private int complain(int status, String text) {
        spec.commandLine().getErr().println(text);
        spec.commandLine().getErr().flush();
        return status;
    }
}
