package dev.seatline.bench.lab.latency;

import dev.seatline.device.Rehearsal;
import dev.seatline.device.hardware.SeatHardware;
import dev.seatline.device.hardware.edges.ContactSettings;
import dev.seatline.device.hardware.pins.PinHardware;
import dev.seatline.device.hardware.pins.PinSettings;
import dev.seatline.device.journal.Journal;
import dev.seatline.device.journal.JournalIds;
import dev.seatline.device.journal.SqliteJournal;
import dev.seatline.device.loop.ConsoleIdentity;
import dev.seatline.device.loop.ConsoleLoop;
import dev.seatline.device.loop.JournalBacklog;
import dev.seatline.device.seat.Input;
import dev.seatline.device.seat.Outputs;
import dev.seatline.device.seat.SeatRules;
import dev.seatline.device.sync.HubLink;
import dev.seatline.device.sync.Uploader;
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
import dev.seatline.wire.Topic;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The console's whole way from an edge to the lamp, in the virtual machine: the real pins, senses, loop,
/// seat, lamp and uploader. The hook goes up and down at a seat whose agent is ready, so each edge is a call
/// that begins or ends: two facts, and the lamp from green to blue or back. Left out are the page, and the
/// hub: the link is down.
final class ConsoleAnswer {
    static final int HOOK = 17;
    private static final List<Integer> LAMP = List.of(22, 23, 24, 25);
    private static final CardCode CARD = new CardCode("5a".repeat(32));

    private ConsoleAnswer() {}

    /// The real hardware, and when its lamp had another colour: behind the last switched line.
    private static final class Timed implements SeatHardware {
        private final PinHardware pins;
        private final AnswerTimes times;
        private final CountDownLatch ready = new CountDownLatch(1);
        private final CountDownLatch answered = new CountDownLatch(1);
        private Outputs.Colour last = Outputs.Colour.OFF;
        private volatile boolean counting;

        Timed(PinHardware pins, AnswerTimes times) {
            this.pins = pins;
            this.times = times;
        }

        @Override
        public void start(Consumer<Input> sensed) {
            pins.start(sensed);
        }

        @Override
        public void show(Outputs outputs) {
            pins.show(outputs);
            long now = System.nanoTime();
            Outputs.Colour colour = outputs.lamp().colour();
            if (counting && colour != last) {
                times.answered(0, now);
                if (times.all()) {
                    answered.countDown();
                }
            }
            last = colour;
            if (colour == Outputs.Colour.GREEN) {
                ready.countDown();
            }
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

    /// A hub that is never reached.
    private static final class NoLink implements HubLink {
        @Override
        public void start(Supplier<byte[]> will, Listener listener) {
            // stays down
        }

        @Override
        public boolean publish(Topic.Channel channel, byte[] payload) {
            return false;
        }

        @Override
        public void stop() {
            // is down
        }
    }

    /// @param arguments chip, how many edges, and the file of the journal if there is to be one
    public static void main(String[] arguments) throws InterruptedException {
        AnswerTimes times = new AnswerTimes(Integer.parseInt(arguments[1]));
        RandomGenerator random = new SecureRandom();
        TimeSource time = new SystemTime();
        SeatRules rules = SeatRules.DEFAULT;
        // as the console does when it starts on pins
        long began = System.nanoTime();
        int rehearsed = Rehearsal.play(random);
        System.err.printf("rehearsed %d answers in %d ms%n", rehearsed, (System.nanoTime() - began) / 1_000_000);
        Timed hardware = new Timed(
                new PinHardware(settings(arguments[0]), SiteKey.ofHex("5a".repeat(32)), rules.sameCard()), times);
        Journal journal = arguments.length > 2
                ? SqliteJournal.open(Path.of(arguments[2]), 1000, random, time.now())
                : new HeldFacts(JournalIds.next(random), time.now());
        ConsoleIdentity identity = new ConsoleIdentity(
                new SiteId("lab"),
                new SeatId("1"),
                new ConsoleId("c1"),
                new BootId(JournalIds.next(random).text()),
                "lab");
        Uploader uploader = new Uploader(
                new NoLink(),
                new JournalBacklog(journal),
                () -> {
                    throw new IllegalStateException("nobody asks, the link is down");
                },
                journal.opening().recordedBefore(),
                Uploader.PATIENCE,
                time);
        ConsoleLoop loop = new ConsoleLoop(
                identity,
                rules,
                true,
                Path.of("/nowhere"),
                new ConsoleLoop.Parts(
                        time,
                        random,
                        journal,
                        hardware,
                        uploader.mail(),
                        uploader::everSent,
                        Throwable::printStackTrace));
        hardware.start(loop::sensed);
        Thread.ofPlatform().daemon().name("loop").start(loop);
        Thread.ofVirtual().name("uploader").start(uploader);
        loop.settings(people());
        loop.sensed(new Input.CardRead(CARD));
        loop.sensed(new Input.ButtonPressed(Input.Press.SHORT));
        hardware.ready.await();
        Thread.sleep(Duration.ofMillis(500));
        hardware.counting = true;
        System.out.println("ready");
        hardware.answered.await();
        loop.stop();
        hardware.stop();
        times.print(System.out);
    }

    private static Settings people() {
        Settings.KnownPerson agent =
                new Settings.KnownPerson(new PersonId("P0001"), "An agent", true, false, List.of(CARD));
        return new Settings(1, List.of(agent), List.of(), List.of(Reason.OTHER), List.of(BreakType.REST), 0, 0);
    }

    private static PinSettings settings(String chip) {
        ContactSettings contact = new ContactSettings(Duration.ZERO, false, ContactSettings.Contact.NORMALLY_OPEN);
        return new PinSettings(
                chip,
                Optional.empty(),
                Optional.of(new PinSettings.Contact(HOOK, PinSettings.Bias.AS_IS, contact)),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new PinSettings.Lamp.Single(output(0), output(1), output(2), Optional.of(output(3)))),
                Optional.empty(),
                Optional.empty());
    }

    private static PinSettings.Output output(int index) {
        return new PinSettings.Output(LAMP.get(index), false);
    }
}
