package dev.seatline.device;

import dev.seatline.config.Loaded;
import dev.seatline.device.backup.Manifest;
import dev.seatline.device.backup.Restore;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `seatline console-restore`: makes a console of a backup. Needs no network. Runs in the main thread.
@Command(
        name = "seatline console-restore",
        description = {
            "Puts everything of a backup into its place: all or nothing, and no file before all of them were checked."
                    + " Interrupted, the same command again finishes it. The console must not run.",
            "A passphrase is asked for on a terminal, else is the first line of standard input."
        },
        mixinStandardHelpOptions = true,
        version = "Seatline " + Console.SOFTWARE,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:done", "1:refused or failed: nothing was changed", "2:wrong use"})
public final class RestoreCommand implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    @Parameters(arity = "0..1", paramLabel = "BACKUP", description = "what console-backup or the page made")
    private @Nullable Path backup;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "config/console.yaml",
            description = "where the configuration belongs (default: ${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path config;

    @Option(
            names = "--as-new-card",
            description =
                    "this card has the freshly installed package and nothing else: its sample configuration is put"
                            + " aside, and files are given to the service's user")
    private boolean newCard;

    @Option(
            names = "--replace",
            description = "puts aside the configuration and the journal that are there; nothing is deleted")
    private boolean replace;

    @Option(names = "--check", description = "reads and checks all of the backup, and changes nothing")
    private boolean check;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final Typed typed;

    RestoreCommand(Typed typed) {
        this.typed = typed;
    }

    /// Runs the command and ends the process.
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new RestoreCommand(Typed.here())).execute(arguments));
    }

    @Override
    public Integer call() {
        StageLines lines = new StageLines(spec.commandLine().getErr(), typed.isTerminal());
        try {
            boolean unfinished = Restore.isUnfinished(config) && !check;
            Path file = backup == null ? Path.of("") : backup;
            if (!unfinished && !Files.isRegularFile(file)) {
                return complain(
                        WRONG_USE,
                        "which backup? Found \"" + file + "\", wanted is a file that console-backup"
                                + " or the page made");
            }
            if (!unfinished && check) {
                return checked(file, lines);
            }
            Restore restore = new Restore(new Restore.Wish(file, config, newCard, replace), lines, _ -> {});
            Restore.Done done = unfinished ? restore.finish() : restore.run(passphrase(file));
            lines.end();
            tell(done);
            return DONE;
        } catch (IOException e) {
            lines.end();
            return complain(
                    FAILED,
                    Restore.isUnfinished(config)
                            ? "the restore could not be finished: %s; mend that and give the same command again"
                                    .formatted(e.getMessage())
                            : "nothing was restored, and nothing changed: " + e.getMessage());
        }
    }

    private int checked(Path file, StageLines lines) throws IOException {
        Manifest manifest = Restore.check(file, passphrase(file), lines);
        lines.end();
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s: whole and right, %s%n", file, what(manifest));
        out.flush();
        return DONE;
    }

    private Optional<char[]> passphrase(Path file) throws IOException {
        return Restore.isSealed(file)
                ? Optional.of(typed.ask("passphrase of the backup: ").toCharArray())
                : Optional.empty();
    }

    private static String what(Manifest manifest) {
        return "seat %s (console %s) of %s, by version %s, %s"
                .formatted(
                        manifest.seat(),
                        manifest.console(),
                        manifest.at(),
                        manifest.software(),
                        manifest.journal() == null
                                ? "without a journal"
                                : "facts up to number " + manifest.journal().last());
    }

    private void tell(Restore.Done done) {
        PrintWriter out = spec.commandLine().getOut();
        Manifest manifest = done.manifest();
        out.println(
                manifest == null
                        ? "the interrupted restore is finished: " + done.config() + " and " + done.data()
                        : "restored: " + what(manifest) + "; " + done.config() + " and " + done.data());
        done.aside().forEach(aside -> out.println("put aside: " + aside));
        List<String> left = new ArrayList<>();
        done.elsewhere()
                .forEach(file -> left.add("the configuration names a file outside of its folder: install -m 640 %s %s"
                        .formatted(file.get(0), file.get(1))));
        if (ConsoleConfigFile.load(done.config()) instanceof Loaded.Wrong<ConsoleConfig> wrong) {
            left.add("mend the configuration, it does not fit this machine:\n     "
                    + wrong.text().replace("\n", "\n     "));
        }
        boolean installed = done.config().startsWith("/etc/seatline");
        left.add(
                installed
                        ? "start it, now and at boot: systemctl enable --now seatline-console"
                        : "start it: ./seatline console --config " + config);
        left.add("look: %s says \"hub connected\". Facts that the old card had delivered since the backup are with the"
                        .formatted(installed ? "systemctl status seatline-console" : "its page")
                + " hub; the console then begins a new journal by itself");
        left.add("destroy the old card, or erase it: never let both run");
        out.println("left to do:");
        for (int i = 0; i < left.size(); i++) {
            out.printf("  %d. %s%n", i + 1, left.get(i));
        }
        out.flush();
    }

    private int complain(int status, String text) {
        spec.commandLine().getErr().println(text);
        spec.commandLine().getErr().flush();
        return status;
    }
}
