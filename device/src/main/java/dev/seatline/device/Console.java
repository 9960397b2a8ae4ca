package dev.seatline.device;

import dev.seatline.device.backup.BackupDesk;
import dev.seatline.device.backup.Origin;
import dev.seatline.device.check.CheckedHardware;
import dev.seatline.device.check.Later;
import dev.seatline.device.configuration.ConfigStore;
import dev.seatline.device.hardware.SeatHardware;
import dev.seatline.device.hardware.bench.BenchHardware;
import dev.seatline.device.journal.JournalIds;
import dev.seatline.device.journal.SqliteJournal;
import dev.seatline.device.loop.ConsoleIdentity;
import dev.seatline.device.loop.ConsoleLoop;
import dev.seatline.device.loop.JournalBacklog;
import dev.seatline.device.loop.SelfReport;
import dev.seatline.device.machine.Machine;
import dev.seatline.device.machine.ThisMachine;
import dev.seatline.device.sync.HubAccount;
import dev.seatline.device.sync.HubInbox;
import dev.seatline.device.sync.HubLink;
import dev.seatline.device.sync.PahoHubLink;
import dev.seatline.device.sync.Uploader;
import dev.seatline.device.technician.BackupDoor;
import dev.seatline.device.technician.CheckDoor;
import dev.seatline.device.technician.ConsoleView;
import dev.seatline.device.technician.Door;
import dev.seatline.device.technician.TechnicianServer;
import dev.seatline.device.technician.signin.HubAccounts;
import dev.seatline.device.technician.signin.PinFile;
import dev.seatline.device.technician.signin.SignIn;
import dev.seatline.service.Pulse;
import dev.seatline.time.SystemTime;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.BootId;
import dev.seatline.wire.WireJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// One console: everything wired by hand, started in a visible order and stopped in the reverse one. Many
/// may live in one process (the demo), each with a data folder of its own.
///
/// [#start] and [#stop] belong to one thread, [#view] to any.
public final class Console implements AutoCloseable {
    /// Version of the console program.
    public static final String SOFTWARE = "0.1.0";

    /// systemd's time service leaves this file when time is synchronised.
    private static final Path CLOCK_MARK = Path.of("/run/systemd/timesync/synchronized");

    private static final Duration THREAD_ENDS = Duration.ofSeconds(10);

    private final ConsoleConfig config;
    private final TimeSource time;
    private final RandomGenerator random;
    private final SeatHardware parts;
    private final CheckedHardware hardware;
    private final HubLink link;
    private final Machine machine;
    private final Path clockMark;
    private final Duration patience;
    private final CompletableFuture<Throwable> failed = new CompletableFuture<>();
    private final Deque<Runnable> toStop = new ArrayDeque<>();
    private volatile @Nullable SelfReport self;
    private volatile @Nullable ConsoleLoop running;
    private @Nullable TechnicianServer page;
    private Optional<Path> file = Optional.empty();
    private Optional<ConfigStore> store = Optional.empty();
    private final List<Door> more = new ArrayList<>();
    private @Nullable SignIn signIn;

    /// @param time the console's clocks; a demo's may run faster
    /// @param random names boots and journals: a [java.security.SecureRandom] in a real console
    public Console(ConsoleConfig config, TimeSource time, RandomGenerator random, SeatHardware hardware, HubLink link) {
        this(config, time, random, hardware, link, CLOCK_MARK, Uploader.PATIENCE);
    }

    Console(
            ConsoleConfig config,
            TimeSource time,
            RandomGenerator random,
            SeatHardware parts,
            HubLink link,
            Path clockMark,
            Duration patience) {
        this.config = config;
        this.time = time;
        this.random = random;
        this.parts = parts;
        this.hardware = new CheckedHardware(parts, this::isVacant, new SystemTime(), Later.byVirtualThreads());
        this.link = link;
        this.machine = ThisMachine.with(config.data());
        this.clockMark = clockMark;
        this.patience = patience;
    }

    /// Says which file the configuration came from: what the page does with it (backups) is not there
    /// otherwise. Before [#start].
    public void from(Path configFile) {
        file = Optional.of(configFile);
    }

    /// Says what the configuration was before, too. Before [#start].
    void from(Path configFile, ConfigStore history) {
        from(configFile);
        store = Optional.of(history);
    }

    /// Gives the page a part that lives longer than this console. Before [#start].
    void offer(Door door) {
        more.add(door);
    }

    /// Lets those who are signed in to the page of a former run stay so. Before [#start].
    void keep(SignIn former) {
        signIn = former;
    }

    /// Who is signed in to the page, if there is one.
    Optional<SignIn> signedIn() {
        return Optional.ofNullable(signIn);
    }

    /// What a backup of this console is made of.
    static Origin origin(ConsoleConfig config, Path file) {
        return new Origin(
                config.site(),
                config.seat(),
                config.console(),
                SOFTWARE,
                file,
                ConsoleConfigFile.filesNamed(file),
                config.data());
    }

    /// The way to the hub that a configuration names.
    public static HubLink link(ConsoleConfig config, RandomGenerator random) {
        HubAccount account = new HubAccount(
                config.site(),
                config.seat(),
                config.console(),
                config.hub().uri(),
                config.hub().secret(),
                config.hub().trust());
        return new PahoHubLink(
                account, random, Thread.ofVirtual().name("hub-link-", 0).factory());
    }

    /// Where a console with this data folder keeps its journal.
    public static Path journalFile(Path data) {
        return data.resolve("journal.db");
    }

    /// Starts everything, or nothing.
    ///
    /// @throws IOException if the page cannot be served; the message says what to do
    /// @throws dev.seatline.device.journal.JournalInUseException when another console has the journal
    /// @throws dev.seatline.device.journal.JournalUnusableException when the journal cannot be had
    public void start() throws IOException {
        if (!toStop.isEmpty() || self != null) {
            throw new IllegalStateException("this console has been started already");
        }
        try {
            startAll();
        } catch (IOException | RuntimeException e) {
            stop();
            throw e;
        }
    }

    private void startAll() throws IOException {
        TimeSource real = new SystemTime();
        BootId boot = new BootId(JournalIds.next(random).text());
        ConsoleIdentity identity = new ConsoleIdentity(config.site(), config.seat(), config.console(), boot, SOFTWARE);

        SqliteJournal journal =
                SqliteJournal.open(journalFile(config.data()), config.keepConfirmed(), random, time.now());
        toStop.push(journal::close);
        String damage = journal.opening().damage();
        if (!damage.isEmpty()) {
            Logger.warn(
                    "the journal of seat {} was damaged and put aside in {} as {}",
                    config.seat(),
                    config.data().toAbsolutePath(),
                    damage);
        }

        // the loop tells the uploader, which asks for the status, which looks at the loop
        Uploader uploader = new Uploader(
                link,
                new JournalBacklog(journal),
                () -> Objects.requireNonNull(self).status(),
                journal.opening().recordedBefore(),
                patience,
                real);
        ConsoleLoop loop = new ConsoleLoop(
                identity,
                config.rules(),
                config.trustClockAtStart(),
                clockMark,
                new ConsoleLoop.Parts(
                        time, random, journal, hardware, uploader.mail(), uploader::everSent, this::fail));
        running = loop;
        HubInbox inbox = new HubInbox(config.console(), real, loop);
        SelfReport report = new SelfReport(
                identity, time, loop, journal, hardware, inbox::unreadable, uploader::went, machine::health);
        self = report;

        toStop.push(hardware::stop);
        hardware.start(loop::sensed);
        // stopped after the loop: that we hang up ourselves is no lost link, and no fact
        toStop.push(link::stop);
        start(Thread.ofPlatform().daemon().name("loop-" + config.seat()), loop, loop::stop);
        // the page before the link: a console that cannot have its port must not have shown itself to the hub
        if (config.http().isPresent()) {
            servePage(config.http().get(), report, journal);
        }
        link.start(() -> WireJson.write(report.will()), inbox);
        start(Thread.ofVirtual().name("uploader-" + config.seat()), guarded(uploader), uploader.mail()::end);
    }

    private void servePage(ConsoleConfig.Http http, SelfReport report, SqliteJournal journal) throws IOException {
        Optional<BenchHardware> bench = parts instanceof BenchHardware played ? Optional.of(played) : Optional.empty();
        List<String> names = new ArrayList<>(http.names());
        names.addAll(MachineName.all());
        SignIn entrance = signIn != null
                ? signIn
                : new SignIn(
                        new PinFile(config.data()),
                        http.accounts().map(hub -> new HubAccounts(hub.uri(), hub.trust())),
                        new SystemTime(),
                        random);
        signIn = entrance;
        TechnicianServer server = new TechnicianServer(
                new TechnicianServer.Place(http.host(), http.port(), names, config.seat(), config.console()),
                report::view,
                bench,
                entrance,
                doors(report, journal));
        toStop.push(server::stop);
        server.start();
        page = server;
    }

    /// The parts of the page besides the live view.
    private List<Door> doors(SelfReport report, SqliteJournal journal) {
        List<Door> doors = new ArrayList<>(more);
        doors.add(new CheckDoor(config.seat(), config.console(), SOFTWARE, hardware));
        doors.addAll(SystemDoors.of(config, store, this::view, report::waiting, machine, new SystemTime()));
        file.ifPresent(from -> {
            BackupDesk desk = new BackupDesk(
                    () -> origin(config, from),
                    (to, progress) -> Optional.of(journal.copyTo(to, progress)),
                    config.data(),
                    new SystemTime());
            toStop.push(desk::close);
            desk.start();
            doors.add(new BackupDoor(config.seat(), desk, new SystemTime()));
        });
        return doors;
    }

    private void start(Thread.Builder builder, Runnable work, Runnable end) {
        Thread thread = builder.start(work);
        toStop.push(() -> {
            end.run();
            try {
                if (!thread.join(THREAD_ENDS)) {
                    Logger.error("{} does not end", thread.getName());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                fail(e);
            }
        };
    }

    /// Whether nobody is signed in at the seat. Any thread.
    private boolean isVacant() {
        SelfReport report = self;
        return report == null || report.vacant();
    }

    private void fail(Throwable why) {
        failed.complete(why);
    }

    /// Stops everything in the reverse order: the hub is told, the lamp goes dark, the journal is closed.
    /// Idempotent.
    public void stop() {
        while (!toStop.isEmpty()) {
            try {
                toStop.pop().run();
            } catch (RuntimeException e) {
                Logger.error(e, "a part of the console did not stop as it should");
            }
        }
    }

    @Override
    public void close() {
        stop();
    }

    /// Completed with its cause when the console can no longer do its work and should be stopped: its
    /// journal cannot be written, or it has a defect.
    public CompletableFuture<Throwable> failed() {
        return failed;
    }

    /// Everything a technician wants to know. Any thread, from [#start] on.
    public ConsoleView view() {
        SelfReport report = self;
        if (report == null) {
            throw new IllegalStateException("the console is not started");
        }
        return report.view();
    }

    /// Whether its loop still turns. Any thread, from [#start] on.
    public Pulse pulse() {
        ConsoleLoop loop = running;
        if (loop == null) {
            throw new IllegalStateException("the console is not started");
        }
        return loop;
    }

    /// Where the technician page is, or empty when there is none.
    public Optional<URI> page() {
        return config.http()
                .flatMap(http -> Optional.ofNullable(page)
                        .map(server -> URI.create("http://" + host(http.host()) + ":" + server.port() + "/")));
    }

    private static String host(String host) {
        if (host.equals("0.0.0.0") || host.equals("::")) {
            // all addresses is none to go to
            return MachineName.all().stream().findFirst().orElse("127.0.0.1");
        }
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }
}
