package dev.seatline.bench.simulation;

import dev.seatline.device.hardware.SeatHardware;
import dev.seatline.device.journal.JournalIds;
import dev.seatline.device.loop.ConsoleIdentity;
import dev.seatline.device.loop.ConsoleLoop;
import dev.seatline.device.loop.JournalBacklog;
import dev.seatline.device.loop.SelfReport;
import dev.seatline.device.seat.Input;
import dev.seatline.device.seat.Outputs;
import dev.seatline.device.seat.SeatRules;
import dev.seatline.device.sync.HubInbox;
import dev.seatline.device.sync.HubLink;
import dev.seatline.device.sync.Uploader;
import dev.seatline.server.store.EventStore.JournalKey;
import dev.seatline.wire.BootId;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.ConsoleStatus.MachineHealth;
import dev.seatline.wire.ConsoleStatus.PartHealth;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.Settings;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.Topic;
import dev.seatline.wire.WireJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One console: the real loop, recorder, seat, inbox and uploader over a simulated journal and link, wired as in
/// [dev.seatline.device.Console] and driven without threads.
final class SimulatedConsole {
    private static final Path NO_MARK = Path.of("no-such-folder", "synchronized");

    private final SiteId site;
    private final SeatId seat;
    private final ConsoleId console;
    private final RandomGenerator random;
    private final SimulatedBroker broker;
    private final Truth truth;
    private final ToLongFunction<JournalKey> held;
    private final SimulatedClock clock;
    private final Flaw flaw;
    private SimulatedJournal.Disk disk;
    private SimulatedJournal.@Nullable Disk copy;
    private @Nullable Running running;
    private boolean oldCopy;
    private boolean connected;
    private boolean halfOpen;
    private boolean badLink;
    private int connection;

    /// One run of the program.
    private static final class Running {
        private final SimulatedJournal journal;
        private final Uploader uploader;
        private final ConsoleLoop loop;
        private final HubInbox inbox;
        private final SelfReport self;
        private int waiting;

        Running(SimulatedJournal journal, Uploader uploader, ConsoleLoop loop, HubInbox inbox, SelfReport self) {
            this.journal = journal;
            this.uploader = uploader;
            this.loop = loop;
            this.inbox = inbox;
            this.self = self;
        }
    }

    /// The link as the uploader sees it.
    private final class Link implements HubLink {
        @Override
        public void start(Supplier<byte[]> will, Listener listener) {
            throw new UnsupportedOperationException("the simulation connects by itself");
        }

        @Override
        public boolean publish(Topic.Channel channel, byte[] payload) {
            if (!connected || (badLink && random.nextInt(50) == 0)) {
                return false;
            }
            if (!halfOpen) {
                broker.fromConsole(topic(channel), payload);
            }
            return true;
        }

        @Override
        public void stop() {
            throw new UnsupportedOperationException("the simulation disconnects by itself");
        }
    }

    /// Nobody looks at the lamp.
    private static final class DarkHardware implements SeatHardware {
        @Override
        public void start(Consumer<Input> sensed) {}

        @Override
        public void show(Outputs outputs) {}

        @Override
        public List<PartHealth> health() {
            return List.of();
        }

        @Override
        public void stop() {}
    }

    SimulatedConsole(
            SiteId site,
            SeatId seat,
            ConsoleId console,
            RandomGenerator random,
            SimulatedBroker broker,
            Truth truth,
            ToLongFunction<JournalKey> held,
            SimulatedClock clock,
            Flaw flaw) {
        this.flaw = flaw;
        this.site = site;
        this.seat = seat;
        this.console = console;
        this.random = random;
        this.broker = broker;
        this.truth = truth;
        this.held = held;
        this.clock = clock;
        this.disk = new SimulatedJournal.Disk(random, clock.now(), null);
        for (Topic.Channel channel : Topic.Channel.values()) {
            if (!channel.writtenByConsole()) {
                broker.reads(topic(channel), this);
            }
        }
    }

    private Topic topic(Topic.Channel channel) {
        return new Topic(site, seat, channel);
    }

    void powerOn(boolean trustClock) {
        SimulatedJournal journal = new SimulatedJournal(console, disk, truth, held, random);
        BootId boot = new BootId(JournalIds.next(random).text());
        truth.started(boot);
        ConsoleIdentity identity = new ConsoleIdentity(site, seat, console, boot, "simulated");
        Uploader uploader = new Uploader(
                new Link(),
                new JournalBacklog(journal),
                () -> Objects.requireNonNull(running).self.status(),
                journal.depth().last(),
                Uploader.PATIENCE,
                clock);
        SeatHardware hardware = new DarkHardware();
        ConsoleLoop loop = new ConsoleLoop(
                identity,
                SeatRules.DEFAULT,
                trustClock,
                NO_MARK,
                new ConsoleLoop.Parts(
                        clock, random, journal, hardware, uploader.mail(), uploader::everSent, SimulatedConsole::fell));
        HubInbox inbox = new HubInbox(console, clock, loop);
        SelfReport self = new SelfReport(
                identity,
                clock,
                loop,
                journal,
                hardware,
                inbox::unreadable,
                uploader::went,
                () -> MachineHealth.UNKNOWN);
        running = new Running(journal, uploader, loop, inbox, self);
        guarded(() -> {
            loop.begin();
            uploader.begin();
        });
    }

    private static void fell(Throwable cause) {
        throw new AssertionError("a loop fell", cause);
    }

    /// Power is gone: nothing is said any more, and nothing that was on the disk is lost.
    void powerOff() {
        if (connected) {
            hangUp();
        }
        if (flaw == Flaw.WRITES_LAZILY) {
            disk.loseLast();
        }
        running = null;
    }

    /// Deals with everything that waits, and sends what is due.
    void work() {
        guarded(() -> {
            Running now = Objects.requireNonNull(running);
            for (int turns = now.waiting + 1; turns > 0; turns--) {
                now.loop.turn(Duration.ZERO);
            }
            now.waiting = 0;
            for (int turns = 0; turns < 5 && now.uploader.turn(Duration.ZERO).isZero(); turns++) {
                now.loop.turn(Duration.ZERO);
            }
        });
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private void guarded(Work work) {
        try {
            work.run();
        } catch (PowerLost e) {
            powerOff();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void sense(Input input) {
        Running now = running;
        if (now != null) {
            now.waiting++;
            now.loop.sensed(input);
        }
    }

    void received(Topic.Channel channel, byte[] payload) {
        Running now = running;
        if (now != null && connected && !halfOpen) {
            now.waiting++;
            now.inbox.received(channel, payload);
        }
    }

    void connect() {
        Running now = running;
        if (now == null || connected) {
            return;
        }
        connected = true;
        halfOpen = false;
        connection++;
        now.waiting++;
        now.inbox.linkChanged(true, "connected");
        broker.consoleConnected(topic(Topic.Channel.SETTINGS));
    }

    /// The line is dead, and this side has not noticed it.
    void freeze() {
        halfOpen = connected;
    }

    void disconnect() {
        Running now = running;
        if (now != null && connected) {
            hangUp();
            now.waiting++;
            now.inbox.linkChanged(false, "cut");
        }
    }

    /// The broker finds the link broken and publishes the will.
    private void hangUp() {
        Running now = Objects.requireNonNull(running);
        connected = false;
        connection++;
        broker.fromConsole(topic(Topic.Channel.STATUS), WireJson.write(now.self.will()));
    }

    /// Whether an old copy of the journal is in use of which the hub has not been heard yet.
    boolean unproved() {
        oldCopy = oldCopy && !(running != null && running.journal.proved());
        return oldCopy;
    }

    /// Copies the disk, as somebody does who makes a spare card. Not while the hub has not answered what is on
    /// it: a fact that the original delivers after the copy was taken would be carried over from the copy once
    /// more.
    void copyDisk() {
        if (disk.answered()) {
            copy = disk.copy();
        }
    }

    /// Puts the older copy in, or a new disk when there is none.
    void replaceDisk(boolean lose) {
        SimulatedJournal.Disk older = copy;
        if (lose || older == null) {
            truth.undone(console, null, 0);
            disk = new SimulatedJournal.Disk(random, clock.now(), random.nextBoolean() ? disk.journal() : null);
        } else {
            truth.undone(console, older.journal(), older.last());
            disk = older.copy();
        }
        oldCopy = !lose && older != null;
        copy = null;
    }

    void badLink(boolean now) {
        badLink = now;
    }

    void full(boolean now) {
        if (running != null) {
            running.journal.full(now);
        }
    }

    void failPower(boolean before) {
        if (running != null) {
            running.journal.failPower(before);
        }
    }

    boolean on() {
        return running != null;
    }

    boolean connected() {
        return connected;
    }

    int connection() {
        return connection;
    }

    SimulatedClock clock() {
        return clock;
    }

    SeatId seat() {
        return seat;
    }

    ConsoleId id() {
        return console;
    }

    JournalKey journal() {
        return new JournalKey(console, disk.journal());
    }

    long last() {
        return disk.last();
    }

    long confirmed() {
        return running == null ? 0 : running.journal.depth().confirmed();
    }

    SeatState state() {
        return disk.state();
    }

    Settings settings() {
        return disk.settings();
    }
}
