package dev.seatline.device;

import dev.seatline.device.hardware.SeatHardware;
import dev.seatline.device.hardware.edges.ContactSettings;
import dev.seatline.device.hardware.gpiochip.RehearsalChip;
import dev.seatline.device.hardware.pi4j.PinBoard;
import dev.seatline.device.hardware.pins.PinHardware;
import dev.seatline.device.hardware.pins.PinSettings;
import dev.seatline.device.journal.Journal;
import dev.seatline.device.journal.JournalIds;
import dev.seatline.device.journal.JournalInUseException;
import dev.seatline.device.journal.JournalUnusableException;
import dev.seatline.device.journal.SqliteJournal;
import dev.seatline.device.loop.ConsoleIdentity;
import dev.seatline.device.loop.ConsoleLoop;
import dev.seatline.device.seat.Input;
import dev.seatline.device.seat.Outputs;
import dev.seatline.device.seat.SeatRules;
import dev.seatline.device.sync.UploaderMail;
import dev.seatline.time.SystemTime;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.BootId;
import dev.seatline.wire.BreakType;
import dev.seatline.wire.CardCode;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.ConsoleStatus.PartHealth;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.Reason;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.Settings;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.SiteKey;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.tinylog.Logger;

/// The way from an edge to the lamp is gone some hundred times before the console is ready: on a chip that has no
/// pins, with a loop and a journal of its own, which are thrown away. Otherwise the first people of a day would wait
/// for the virtual machine to load and translate what answers them. It is bounded in time, and whatever goes wrong
/// with it is left alone: a console is as good without, only slower at first.
///
/// Stateless; any thread, before the console starts.
public final class Rehearsal {
    private static final int HOOK = 0;
    private static final int BUTTON = 1;
    private static final CardCode CARD = new CardCode("0".repeat(64));

    /// Memory of the machine: nothing is written to a card that wears out.
    private static final Path IN_MEMORY = Path.of("/dev/shm");

    private static final String FOLDER = "seatline-rehearsal-";

    /// No rehearsal takes so long: what is older was left by a console that ended meanwhile.
    private static final Duration LEFT_AFTER = Duration.ofMinutes(2);

    /// The virtual machine translates what was called 200 times.
    private static final int TIMES = 300;

    private static final Duration AT_MOST = Duration.ofSeconds(2);
    private static final Duration START = Duration.ofSeconds(2);

    private Rehearsal() {}

    /// Lamps without lines, which let the rehearsal go on when they have answered.
    private static final class Watched implements SeatHardware {
        private final PinHardware pins;
        private final Semaphore changed = new Semaphore(0);
        private Outputs.Colour last = Outputs.Colour.OFF;

        Watched(PinHardware pins) {
            this.pins = pins;
        }

        @Override
        public void start(Consumer<Input> sensed) {
            pins.start(sensed);
        }

        @Override
        public void show(Outputs outputs) {
            pins.show(outputs);
            if (outputs.lamp().colour() != last) {
                last = outputs.lamp().colour();
                changed.release();
            }
        }

        /// @return whether the lamp has changed its colour in time
        boolean answered(long until) throws InterruptedException {
            return changed.tryAcquire(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public List<PartHealth> health() {
            return pins.health();
        }

        @Override
        public void stop() {
            pins.stop();
        }
    }

    /// Rehearses. Takes a second or two on a slow machine, so best beside the rest of a start.
    ///
    /// @param random names what is thrown away
    /// @return how often the lamp has answered; 0 when something went wrong
    public static int play(RandomGenerator random) {
        return play(IN_MEMORY, random, TIMES, AT_MOST);
    }

    /// @param below where its journal is
    /// @param most how many times up and down the hook goes
    /// @param atMost how long it may take once everything is up
    static int play(Path below, RandomGenerator random, int most, Duration atMost) {
        removeLeft(below);
        Path folder;
        try {
            folder = Files.createTempDirectory(below, FOLDER);
        } catch (IOException e) {
            return 0;
        }
        try {
            return rehearsed(folder, random, most, atMost);
        } catch (IOException | RuntimeException e) {
            Logger.debug(e, "not rehearsed to the end");
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } finally {
            remove(folder);
        }
    }

    private static int rehearsed(Path folder, RandomGenerator random, int most, Duration atMost)
            throws IOException, InterruptedException {
        TimeSource time = new SystemTime();
        SeatRules rules = SeatRules.DEFAULT;
        RehearsalChip chip = new RehearsalChip();
        Watched hardware = new Watched(
                new PinHardware(settings(), SiteKey.ofHex("0".repeat(64)), rules.sameCard(), new PinBoard(() -> chip)));
        try (Journal journal = journal(folder, random, time)) {
            ConsoleLoop loop = new ConsoleLoop(
                    new ConsoleIdentity(
                            new SiteId("rehearsal"),
                            new SeatId("1"),
                            new ConsoleId("c1"),
                            new BootId(JournalIds.next(random).text()),
                            Console.SOFTWARE),
                    rules,
                    true,
                    folder.resolve("no-mark"),
                    new ConsoleLoop.Parts(time, random, journal, hardware, new UploaderMail(), () -> 0, _ -> {}));
            hardware.start(loop::sensed);
            Thread thread = Thread.ofPlatform().daemon().name("rehearsal").start(loop);
            try {
                loop.settings(people());
                loop.sensed(new Input.CardRead(CARD));
                return played(chip, hardware, most, atMost);
            } finally {
                hardware.stop();
                loop.stop();
                thread.join();
            }
        }
    }

    private static int played(RehearsalChip chip, Watched hardware, int most, Duration atMost)
            throws IOException, InterruptedException {
        int answers = 0;
        if (!hardware.answered(System.nanoTime() + START.toNanos())) {
            return answers;
        }
        // the first press says ready
        chip.edge(BUTTON, true);
        chip.edge(BUTTON, false);
        long until = System.nanoTime() + atMost.toNanos();
        boolean lifted = false;
        while (answers < 2 * most && hardware.answered(until)) {
            answers++;
            lifted = !lifted;
            chip.edge(HOOK, lifted);
        }
        return answers;
    }

    private static Journal journal(Path folder, RandomGenerator random, TimeSource time) throws IOException {
        try {
            return SqliteJournal.open(Console.journalFile(folder), 1, random, time.now());
        } catch (JournalInUseException | JournalUnusableException e) {
            throw new IOException(e);
        }
    }

    private static Settings people() {
        Settings.KnownPerson agent = new Settings.KnownPerson(new PersonId("P0"), "nobody", true, false, List.of(CARD));
        return new Settings(1, List.of(agent), List.of(), List.of(Reason.OTHER), List.of(BreakType.REST), 0, 0);
    }

    private static PinSettings settings() {
        ContactSettings contact = new ContactSettings(Duration.ZERO, false, ContactSettings.Contact.NORMALLY_OPEN);
        return new PinSettings(
                "none",
                Optional.of(new PinSettings.Button(
                        new PinSettings.Contact(BUTTON, PinSettings.Bias.AS_IS, contact),
                        new dev.seatline.device.hardware.button.GestureSettings(
                                Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(30)))),
                Optional.of(new PinSettings.Contact(HOOK, PinSettings.Bias.AS_IS, contact)),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new PinSettings.Lamp.Single(
                        new PinSettings.Output(2, false),
                        new PinSettings.Output(3, false),
                        new PinSettings.Output(4, false),
                        Optional.of(new PinSettings.Output(5, false)))),
                Optional.empty(),
                Optional.empty());
    }

    /// A console that cannot start ends before its rehearsal does. One that is started again and again would fill the
    /// memory otherwise.
    private static void removeLeft(Path below) {
        Instant latest = new SystemTime().now().minus(LEFT_AFTER);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(below, FOLDER + "*")) {
            for (Path folder : left) {
                FileTime changed = Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS);
                if (changed.toInstant().isBefore(latest) && Files.isWritable(folder)) {
                    remove(folder);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            Logger.debug(e, "what earlier rehearsals left in {} stays", below);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            Logger.warn("{} is left from the start: {}", folder, e.getMessage());
        }
    }
}
