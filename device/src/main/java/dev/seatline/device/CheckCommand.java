package dev.seatline.device;

import dev.seatline.config.Loaded;
import dev.seatline.device.check.CheckReport;
import dev.seatline.device.check.CheckedHardware;
import dev.seatline.device.check.CheckedHardware.State;
import dev.seatline.device.check.HardwareCheck;
import dev.seatline.device.check.HardwareCheck.Result;
import dev.seatline.device.check.HardwareCheck.Step;
import dev.seatline.device.check.HardwareCheck.Word;
import dev.seatline.device.check.Later;
import dev.seatline.device.hardware.SeatHardware;
import dev.seatline.device.journal.JournalLock;
import dev.seatline.time.SystemTime;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.ConsoleStatus.PartHealth;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `seatline-console check`: the check of the page, in a shell, while the console does not run. Runs in the main
/// thread; one more reads what is typed.
@Command(
        name = "seatline console-check",
        description = {
            "Checks every part of a seat: badge reader, button, hook switch, bell, lamp, digits, buzzer.",
            "What senses has to be used, what shows has to be looked at. The console itself must not run meanwhile: on"
                    + " a running one the page does the same, under Check."
        },
        mixinStandardHelpOptions = true,
        version = "Seatline " + Console.SOFTWARE,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:everything works (or answers, with --quick)",
            "1:something does not, or was not tried",
            "2:wrong use or configuration, or the console runs"
        })
public final class CheckCommand implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;
    private static final int LONGEST_LINE = 64;
    /// A part that was not there within it is not there.
    private static final Duration OPENS_WITHIN = Duration.ofSeconds(3);

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private static final Map<String, String> ASKS = Map.ofEntries(
            Map.entry("badge-reader", "hold any card to the reader"),
            Map.entry("button", "press the button"),
            Map.entry("hook", "lift the headset, and put it back"),
            Map.entry("bell", "call this seat from another telephone, let it ring once"),
            Map.entry("lamp-green", "is the lamp green?"),
            Map.entry("lamp-blue", "is the lamp blue?"),
            Map.entry("lamp-red", "is the lamp red?"),
            Map.entry("lamp-amber", "is the lamp amber?"),
            Map.entry("digits-all", "do the digits show 8888, every stroke lit?"),
            Map.entry("digits-order", "do the digits show 1234 from left to right?"),
            Map.entry("buzzer-reminder", "did you hear the buzzer?"));

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "config/console.yaml",
            description = "the console's configuration (default: ${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path config;

    @Option(names = "--quick", description = "only says which parts answer, without anybody's hands")
    private boolean quick;

    @Option(names = "--report", paramLabel = "FILE", description = "writes the report to this file, too")
    private @Nullable Path report;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final Function<ConsoleConfig, SeatHardware> hardware;
    private final TimeSource time;
    private final Reader typed;

    /// @param hardware the parts that a configuration names
    /// @param time an ordinary clock
    /// @param typed what is typed
    CheckCommand(Function<ConsoleConfig, SeatHardware> hardware, TimeSource time, Reader typed) {
        this.hardware = hardware;
        this.time = time;
        this.typed = typed;
    }

    /// Runs the command and ends the process.
    public static void main(String[] arguments) {
        TimeSource time = new SystemTime();
        Reader typed = new java.io.InputStreamReader(System.in, java.nio.charset.Charset.defaultCharset());
        System.exit(new CommandLine(new CheckCommand(right -> ConsoleRuns.hardware(right, time), time, typed))
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return switch (ConsoleConfigFile.load(config)) {
            case Loaded.Wrong<ConsoleConfig> wrong -> complain(wrong.text());
            case Loaded.Right<ConsoleConfig>(ConsoleConfig right) -> check(right);
        };
    }

    private int check(ConsoleConfig right) throws IOException, InterruptedException {
        if (JournalLock.isTaken(Console.journalFile(right.data()))) {
            return complain("the console runs and has the parts: check them on its page, under Check"
                    + right.http()
                            .map(http -> " (http://127.0.0.1:" + http.port() + "/#check)")
                            .orElse("")
                    + "; or stop it first, and start it again afterwards: systemctl stop seatline-console");
        }
        CheckedHardware parts = new CheckedHardware(hardware.apply(right), () -> true, time, Later.byVirtualThreads());
        parts.start(_ -> {});
        try {
            awaitParts(parts);
            return quick ? quickly(parts) : guided(right, parts);
        } finally {
            parts.stop();
        }
    }

    private static void awaitParts(CheckedHardware parts) throws InterruptedException {
        for (long looks = OPENS_WITHIN.dividedBy(LOOK_EVERY); looks > 0; looks--) {
            if (parts.health().stream().allMatch(PartHealth::ok)) {
                return;
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private int quickly(CheckedHardware parts) {
        List<PartHealth> health = parts.health();
        health.forEach(
                part -> say("%s  %-12s  %s".formatted(part.ok() ? "ok   " : "FAILS", part.part(), part.detail())));
        if (health.isEmpty()) {
            say("the configuration has no parts");
        }
        return !health.isEmpty() && health.stream().allMatch(PartHealth::ok) ? DONE : FAILED;
    }

    private int guided(ConsoleConfig right, CheckedHardware parts) throws IOException, InterruptedException {
        if (parts.begin().isPresent()) {
            return complain("the configuration has no parts to check");
        }
        say("y: yes   n: no, it does not work   s: skip   a: once more   q: end      (Enter behind each)");
        LinkedBlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
        Thread.ofPlatform().daemon().name("typed").start(() -> read(lines));
        String shown = "";
        Optional<HardwareCheck> before = Optional.empty();
        while (parts.state() instanceof State.Running(HardwareCheck check, var _)) {
            tellResults(before, check);
            before = Optional.of(check);
            String asked = check.current().map(step -> asks(step, parts)).orElse("");
            if (!asked.equals(shown)) {
                say(asked);
                shown = asked;
            }
            Optional<String> line = lines.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            if (line != null && check.current().isPresent()) {
                hear(parts, check.current().get(), line);
            }
        }
        return ended(right, parts, before);
    }

    private int ended(ConsoleConfig right, CheckedHardware parts, Optional<HardwareCheck> before) throws IOException {
        if (!(parts.state() instanceof State.Ended ended)) {
            throw new IllegalStateException("a check that does not run has ended");
        }
        tellResults(before, ended.check());
        String text = CheckReport.text(
                false,
                new CheckReport.About(
                        right.seat(), right.console().toString(), Console.SOFTWARE, ZoneId.systemDefault()),
                ended,
                parts.health());
        say("\n" + text);
        if (report != null) {
            Files.writeString(report, text);
        }
        return ended.check().passed() ? DONE : FAILED;
    }

    private void tellResults(Optional<HardwareCheck> before, HardwareCheck now) {
        for (int i = 0; before.isPresent() && i < now.steps().size(); i++) {
            Step step = now.steps().get(i);
            if (step.result() != Result.WAITING && before.get().steps().get(i).result() != step.result()) {
                say(CheckReport.step(step));
            }
        }
    }

    private static String asks(Step step, CheckedHardware parts) {
        String trouble = parts.health().stream()
                .filter(part -> part.part().equals(step.part()) && !part.ok())
                .map(part -> "\n    it does not answer: " + part.detail())
                .findFirst()
                .orElse("");
        String instead = step.instead().isEmpty()
                ? ""
                : "\n    instead there came something of: " + String.join(", ", step.instead());
        return "→ " + ASKS.getOrDefault(step.id(), step.id()) + trouble + instead;
    }

    private void hear(CheckedHardware parts, Step step, Optional<String> line) {
        switch (line.orElse("q").strip().toLowerCase(Locale.ROOT)) {
            case "q" -> parts.finish();
            case "y" -> {
                if (!parts.tell(step.id(), Word.WORKS)) {
                    say("  it has to be used to show that it works; n if it does not");
                }
            }
            case "n" -> parts.tell(step.id(), Word.FAILS);
            case "s" -> parts.tell(step.id(), Word.SKIP);
            case "a" -> parts.tell(step.id(), Word.AGAIN);
            default -> say("  y, n, s, a or q");
        }
    }

    /// Runs on a thread of its own. The end of what is typed is empty.
    private void read(LinkedBlockingQueue<Optional<String>> lines) {
        try (BufferedReader in = new BufferedReader(typed)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(Optional.of(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line));
            }
        } catch (IOException e) {
            say("nothing more can be read: " + e.getMessage());
        }
        lines.add(Optional.empty());
    }

    private void say(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }

    private int complain(String text) {
        PrintWriter out = spec.commandLine().getErr();
        out.println(text);
        out.flush();
        return WRONG_USE;
    }
}
