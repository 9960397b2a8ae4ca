package dev.seatline.bench.demo;

import dev.seatline.time.SystemTime;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `./seatline demo`.
@Command(
        name = "seatline demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "A living call-centre floor: the real hub and real consoles with invented people, on a fast clock.",
            "Prints one link that opens the board, signed in. Ctrl-C ends it.",
        })
public final class DemoCommand implements Callable<Integer> {
    private static final int MOST_SEATS = 150;
    /// The launcher starts in the project's folder.
    private static final Path POLICIES = Path.of("config/policies");

    private static final Duration DELIVERY = Duration.ofSeconds(30);
    private static final Duration PROGRESS = Duration.ofSeconds(10);

    @Spec
    @Nullable
    private CommandSpec spec;

    @Option(
            names = "--seats",
            defaultValue = "12",
            description = "how many seats, 1 to 150 (default: ${DEFAULT-VALUE})")
    private int seats;

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "of the board; 0 for any free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--speed",
            defaultValue = "30",
            description = "seconds of the demo per real second, 1 to 600 (default: ${DEFAULT-VALUE})")
    private double speed;

    @Option(
            names = "--from",
            defaultValue = "08:50",
            converter = TimeOfDay.class,
            description = "time of day at which it begins, HH:MM (default: ${DEFAULT-VALUE})")
    private LocalTime from = LocalTime.of(8, 50);

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description = "ends by itself after this real time, for example 60s, 10m, 2h, and gives an account")
    private @Nullable String length;

    @Option(names = "--seed", description = "makes the people do the same again (default: by chance)")
    private @Nullable Long seed;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new DemoCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Duration end = checked();
        PrintWriter out = spec().commandLine().getOut();
        PrintWriter err = spec().commandLine().getErr();
        Path folder = Files.createTempDirectory("seatline-demo-");
        System.setProperty("org.sqlite.tmpdir", folder.toString());
        SplittableRandom people = seed == null ? new SplittableRandom() : new SplittableRandom(seed);
        DemoFloor floor = new DemoFloor(
                folder, seats, port, speed, begin(), new SystemTime(), POLICIES, new SecureRandom(), people);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger status = new AtomicInteger(CommandLine.ExitCode.SOFTWARE);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            asked.countDown();
            await(over);
            // the account decides, not the signal
            Runtime.getRuntime().halt(status.get());
        }));
        try {
            try {
                floor.start();
            } catch (IOException e) {
                err.println("seatline: the demo cannot start: " + e.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
            out.printf("Board: http://127.0.0.1:%d/#key=%s%n", floor.port(), floor.boardToken());
            floor.regulations()
                    .forEach((team, regulation) -> out.printf("Team %s is judged by %s.%n", team, regulation));
            out.printf(
                    "%d seats, from %s at %s times the real speed%s. Ctrl-C ends it.%n",
                    seats, from, number(speed), end == null ? "" : ", for " + length);
            out.flush();
            live(floor, end, asked, err);
            err.println("seatline: the day ends; waiting until every console has delivered");
            Tally tally = floor.end(DELIVERY);
            out.println(tally);
            out.flush();
            if (tally.clean()) {
                status.set(CommandLine.ExitCode.OK);
            }
            return status.get();
        } finally {
            remove(folder);
            over.countDown();
        }
    }

    private @Nullable Duration checked() {
        if (seats < 1 || seats > MOST_SEATS) {
            throw wrong("--seats must be 1 to " + MOST_SEATS + ", found " + seats);
        }
        if (port < 0 || port > 65_535) {
            throw wrong("--port must be 0 to 65535, found " + port);
        }
        if (!(speed >= 1 && speed <= 600)) {
            throw wrong("--speed must be 1 to 600, found " + number(speed));
        }
        return length == null ? null : duration(length);
    }

    private Duration duration(String text) {
        try {
            Duration found = Duration.parse("PT" + text.toUpperCase(java.util.Locale.ROOT));
            if (found.isPositive()) {
                return found;
            }
        } catch (java.time.DateTimeException e) {
            // told below
        }
        throw wrong("--for must be a duration such as 60s, 10m or 2h, found \"" + text + "\"");
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec().commandLine(), message);
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the specification");
        }
        return spec;
    }

    /// The next working day, at the asked time of day.
    private Instant begin() {
        ZonedDateTime day = ZonedDateTime.now(DemoFloor.ZONE);
        while (List.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY).contains(day.getDayOfWeek())) {
            day = day.plusDays(1);
        }
        return day.with(from).toInstant();
    }

    private static void live(DemoFloor floor, @Nullable Duration end, CountDownLatch asked, PrintWriter err)
            throws InterruptedException {
        boolean onTerminal = Optional.ofNullable(System.console())
                .filter(java.io.Console::isTerminal)
                .isPresent();
        long stop = end == null ? Long.MAX_VALUE : System.nanoTime() + end.toNanos();
        while (System.nanoTime() < stop) {
            long wait = Math.min(PROGRESS.toNanos(), stop - System.nanoTime());
            if (asked.await(Math.max(1, wait), TimeUnit.NANOSECONDS)) {
                return;
            }
            if (onTerminal) {
                err.printf("\r%,d facts committed ", floor.committed());
                err.flush();
            }
        }
    }

    private static void await(CountDownLatch over) {
        try {
            over.await(DELIVERY.toSeconds() + 15, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// Reads a time of day, and says in one line what is wrong with it.
    static final class TimeOfDay implements CommandLine.ITypeConverter<LocalTime> {
        @Override
        public LocalTime convert(String text) {
            try {
                return LocalTime.parse(text);
            } catch (java.time.DateTimeException e) {
                throw new CommandLine.TypeConversionException("must be HH:MM such as 08:50, found \"" + text + "\"");
            }
        }
    }
}
