package dev.seatline.device;

import dev.seatline.config.Loaded;
import dev.seatline.config.UnpackedNatives;
import dev.seatline.device.hardware.SeatHardware;
import dev.seatline.device.hardware.bench.BenchHardware;
import dev.seatline.device.hardware.pins.PinHardware;
import dev.seatline.device.journal.JournalInUseException;
import dev.seatline.device.journal.JournalUnusableException;
import dev.seatline.device.technician.ConsoleView;
import dev.seatline.time.SystemTime;
import dev.seatline.time.TimeSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.tinylog.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `seatline-console`: reads its configuration, starts one [Console] and waits. Exit status 0 after a signal
/// to stop, 1 when the console cannot work, 2 for wrong use or configuration.
@Command(
        name = "seatline console",
        mixinStandardHelpOptions = true,
        version = "Seatline " + Console.SOFTWARE,
        description = "The console of one seat. Stops cleanly on Ctrl-C or SIGTERM.")
public final class ConsoleCommand implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    @Option(
            names = "--config",
            paramLabel = "F",
            defaultValue = "config/console.yaml",
            description = "configuration file, default ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init")
    private Path config;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ConsoleCommand()).execute(arguments));
    }

    @Override
    public Integer call() {
        return switch (ConsoleConfigFile.load(config)) {
            case Loaded.Wrong<ConsoleConfig> wrong -> say(WRONG_USE, wrong.text());
            case Loaded.Right<ConsoleConfig>(ConsoleConfig right) -> run(right);
        };
    }

    private int run(ConsoleConfig right) {
        TimeSource time = new SystemTime();
        SecureRandom random = new SecureRandom();
        try {
            UnpackedNatives.in(right.data().resolve("native"));
            Console console = new Console(right, time, random, hardware(right, time), Console.link(right, random));
            return untilStopped(right, console);
        } catch (IllegalArgumentException e) {
            return say(WRONG_USE, String.valueOf(e.getMessage()));
        } catch (IOException | JournalInUseException | JournalUnusableException e) {
            return say(FAILED, String.valueOf(e.getMessage()));
        }
    }

    private static SeatHardware hardware(ConsoleConfig config, TimeSource time) {
        return switch (config.hardware()) {
            case BENCH -> new BenchHardware(config.siteKey(), time, config.rules());
            case PINS ->
                new PinHardware(
                        config.pins().orElseThrow(),
                        config.siteKey(),
                        config.rules().sameCard());
        };
    }

    private int untilStopped(ConsoleConfig right, Console console) throws IOException {
        AtomicBoolean ended = new AtomicBoolean();
        if (right.hardware() == ConsoleConfig.Hardware.PINS) {
            // beside the start: a board has more than one processor
            Thread.ofPlatform().daemon().name("rehearsal").start(() -> {
                int answers = Rehearsal.play(new SecureRandom());
                Logger.debug("rehearsed {} answers", answers);
            });
        }
        console.start();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            if (ended.compareAndSet(false, true)) {
                console.stop();
                Logger.info("seat {} stopped", right.seat());
                // stopping on request is no failure, whatever the signal
                Runtime.getRuntime().halt(DONE);
            }
        }));
        ConsoleView view = console.view();
        Logger.info(
                "seat {} of site {}: page {}, hub {}, journal {} facts, {} to deliver",
                right.seat(),
                right.site(),
                console.page().map(URI::toString).orElse("none"),
                right.hub().uri(),
                view.last(),
                view.last() - view.confirmed());
        Throwable why = console.failed().join();
        if (!ended.compareAndSet(false, true)) {
            return DONE;
        }
        console.stop();
        if (why instanceof JournalUnusableException) {
            return say(FAILED, String.valueOf(why.getMessage()));
        }
        Logger.error(why, "the console has a defect and stops");
        return FAILED;
    }

    private int say(int status, String text) {
        PrintWriter out = spec.commandLine().getErr();
        out.println(text);
        out.flush();
        return status;
    }
}
