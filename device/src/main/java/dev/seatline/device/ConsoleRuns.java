package dev.seatline.device;

import dev.seatline.config.Loaded;
import dev.seatline.config.UnpackedNatives;
import dev.seatline.device.configuration.ConfigStore;
import dev.seatline.device.hardware.SeatHardware;
import dev.seatline.device.hardware.bench.BenchHardware;
import dev.seatline.device.hardware.pins.PinHardware;
import dev.seatline.device.journal.JournalInUseException;
import dev.seatline.device.journal.JournalLock;
import dev.seatline.device.journal.JournalUnusableException;
import dev.seatline.device.technician.ConfigDoor;
import dev.seatline.device.technician.ConsoleView;
import dev.seatline.device.technician.signin.SignIn;
import dev.seatline.service.Pulse;
import dev.seatline.service.ServiceLife;
import dev.seatline.time.SystemTime;
import dev.seatline.time.TimeSource;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// The runs of the console in this process, one after the other: the first, and one more whenever somebody
/// asks for a restart on the page or a new configuration did not work. Belongs to main's thread; the signal
/// to stop comes on another.
final class ConsoleRuns {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    /// A new configuration that has not brought the console up by then is taken back, by the next process.
    private static final Duration COMES_UP = Duration.ofSeconds(30);

    /// How long the answer that a restart begins has, to reach the browser.
    private static final Duration ANSWER_LEAVES = Duration.ofMillis(400);

    private final Path config;
    private final ConfigStore store;
    private final Duration provedAfter;
    private final boolean untilReady;
    private final Complaint complaint;
    private final TimeSource time = new SystemTime();
    private final SecureRandom random = new SecureRandom();
    private final ServiceLife life;

    /// Held while consoles change: the signal to stop finds one that runs, or none.
    private final Object change = new Object();

    private volatile @Nullable Console console;
    private boolean ready;
    private volatile Optional<Pulse> pulse = Optional.empty();
    private volatile CompletableFuture<Void> again = new CompletableFuture<>();

    /// Says why the program ends.
    interface Complaint {
        /// @return the status
        int say(int status, String text);
    }

    /// @param untilReady whether it ends as soon as everything works
    ConsoleRuns(
            Path config,
            Map<String, String> environment,
            Duration provedAfter,
            boolean untilReady,
            Complaint complaint) {
        this.config = config;
        this.provedAfter = provedAfter;
        this.untilReady = untilReady;
        this.complaint = complaint;
        this.store = new ConfigStore(
                config,
                ConfigStore.folder(config, Optional.ofNullable(environment.get("STATE_DIRECTORY"))),
                time,
                content -> switch (ConsoleConfigFile.load(config, content)) {
                    case Loaded.Wrong<ConsoleConfig> wrong -> wrong.mistakes();
                    case Loaded.Right<ConsoleConfig> _ -> List.of();
                });
        this.life = ServiceLife.of(environment, ProcessHandle.current().pid(), Logger::warn);
    }

    /// Runs until the program ends.
    ///
    /// @return its exit status
    int all() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::stop));
        Optional<Kept> former = Optional.empty();
        Optional<String> other = otherConsole();
        if (other.isPresent()) {
            return complaint.say(FAILED, other.get());
        }
        while (true) {
            boolean onTrial = begin();
            switch (ConsoleConfigFile.load(config)) {
                case Loaded.Wrong<ConsoleConfig> wrong -> {
                    if (!tookBack(onTrial, wrong.text())) {
                        return complaint.say(WRONG_USE, wrong.text());
                    }
                }
                case Loaded.Right<ConsoleConfig>(ConsoleConfig right) -> {
                    Ended ended = guarded(right, onTrial, former);
                    if (ended.status().isPresent()) {
                        return ended.status().get();
                    }
                    former = ended.kept();
                }
            }
        }
    }

    /// How one run ended.
    ///
    /// @param status of the program, or empty when another run follows
    /// @param kept what the next run goes on with
    private record Ended(Optional<Integer> status, Optional<Kept> kept) {
        static Ended with(int status) {
            return new Ended(Optional.of(status), Optional.empty());
        }
    }

    /// What outlives a run: who is signed in.
    private record Kept(ConsoleConfig config, Optional<SignIn> signIn) {}

    /// Why this one cannot run, if another console has the journal: it must not touch what that one has on trial.
    private Optional<String> otherConsole() {
        if (!(ConsoleConfigFile.load(config) instanceof Loaded.Right<ConsoleConfig>(ConsoleConfig right))) {
            return Optional.empty();
        }
        Path journal = Console.journalFile(right.data());
        try {
            return JournalLock.isTaken(journal) ? Optional.of(JournalLock.inUse(journal)) : Optional.empty();
        } catch (IOException e) {
            // whoever opens the journal says what is wrong with it
            return Optional.empty();
        }
    }

    private boolean begin() {
        try {
            return store.begin();
        } catch (IOException e) {
            // without a record it is what it was before there were any
            Logger.warn("what is remembered of configurations is of no use now: {}", e.toString());
            return false;
        }
    }

    private boolean tookBack(boolean onTrial, String why) {
        try {
            return onTrial && store.failed(why);
        } catch (IOException e) {
            Logger.error("the last good configuration cannot be put back: {}", e.toString());
            return false;
        }
    }

    private Ended guarded(ConsoleConfig right, boolean onTrial, Optional<Kept> former) {
        CountDownLatch up = new CountDownLatch(1);
        if (onTrial) {
            Thread.ofPlatform().daemon().name("trial").start(() -> haltUnless(up));
        }
        String why;
        int status;
        try {
            return oneRun(right, onTrial, former, up);
        } catch (IllegalArgumentException e) {
            why = String.valueOf(e.getMessage());
            status = WRONG_USE;
        } catch (IOException | JournalInUseException | JournalUnusableException e) {
            why = String.valueOf(e.getMessage());
            status = FAILED;
        } finally {
            up.countDown();
        }
        return tookBack(onTrial, why) ? new Ended(Optional.empty(), former) : Ended.with(complaint.say(status, why));
    }

    private static void haltUnless(CountDownLatch up) {
        try {
            if (!up.await(COMES_UP.toMillis(), TimeUnit.MILLISECONDS)) {
                Logger.error(
                        "the console did not come up within {} s with its new configuration: this process ends, the"
                                + " next one takes it back",
                        COMES_UP.toSeconds());
                Runtime.getRuntime().halt(FAILED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Ended oneRun(ConsoleConfig right, boolean onTrial, Optional<Kept> former, CountDownLatch up)
            throws IOException {
        again = new CompletableFuture<>();
        Thread rehearsal = Thread.ofPlatform().daemon().name("rehearsal").unstarted(() -> {
            int answers = Rehearsal.play(new SecureRandom());
            Logger.debug("rehearsed {} answers", answers);
        });
        if (!ready && right.hardware() == ConsoleConfig.Hardware.PINS) {
            // beside the start: a board has more than one processor
            rehearsal.start();
        }
        Console started = start(right, former);
        up.countDown();
        tell(right, started);
        if (untilReady) {
            return Ended.with(stopped(rehearsal, started));
        }
        if (onTrial) {
            Thread.ofPlatform().daemon().name("proof").start(() -> prove(started));
        }
        CompletableFuture.anyOf(started.failed(), again).join();
        Optional<Throwable> failure = Optional.ofNullable(started.failed().getNow(null));
        return failure.isPresent() ? failed(onTrial, failure.get()) : restarted(right);
    }

    private Console start(ConsoleConfig right, Optional<Kept> former) throws IOException {
        synchronized (change) {
            UnpackedNatives.in(right.data().resolve("native"));
            Console next = new Console(right, time, random, hardware(right, time), Console.link(right, random));
            next.from(config, store);
            next.offer(new ConfigDoor(store, this::changes, this::restart));
            former.filter(before -> sameEntrance(before.config(), right))
                    .flatMap(Kept::signIn)
                    .ifPresent(next::keep);
            next.start();
            console = next;
            pulse = Optional.of(next.pulse());
            return next;
        }
    }

    private static boolean sameEntrance(ConsoleConfig before, ConsoleConfig now) {
        return before.data().equals(now.data())
                && before.http()
                        .flatMap(ConsoleConfig.Http::accounts)
                        .equals(now.http().flatMap(ConsoleConfig.Http::accounts));
    }

    private void tell(ConsoleConfig right, Console started) {
        ConsoleView view = started.view();
        Logger.info(
                "seat {} of site {}: page {}, hub {}, journal {} facts, {} to deliver",
                right.seat(),
                right.site(),
                started.page().map(URI::toString).orElse("none"),
                right.hub().uri(),
                view.last(),
                view.last() - view.confirmed());
        if (!ready) {
            ready = true;
            life.ready(new NewestPulse(), this::status);
        }
    }

    /// The loop of whichever console runs; between two of them nothing turns, and the supervisor's patience
    /// counts.
    private final class NewestPulse implements Pulse {
        @Override
        public long turns() {
            return pulse.map(Pulse::turns).orElse(-1L);
        }

        @Override
        public void wake() {
            pulse.ifPresent(Pulse::wake);
        }
    }

    /// Asks for a restart, a moment later: who asked gets his answer first.
    private void restart() {
        CompletableFuture<Void> wanted = again;
        CompletableFuture.delayedExecutor(ANSWER_LEAVES.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> wanted.complete(null));
    }

    private List<String> changes(String now, String then) {
        return ConsoleConfigFile.load(config, now.getBytes(StandardCharsets.UTF_8))
                                instanceof Loaded.Right<ConsoleConfig>(ConsoleConfig before)
                        && ConsoleConfigFile.load(config, then.getBytes(StandardCharsets.UTF_8))
                                instanceof Loaded.Right<ConsoleConfig>(ConsoleConfig after)
                ? ConfigChange.between(before, after).stream().map(Enum::name).toList()
                : List.of();
    }

    private void prove(Console started) {
        try {
            Thread.sleep(provedAfter);
            long turns = started.pulse().turns();
            started.pulse().wake();
            for (int looks = 0; looks < 100; looks++) {
                Thread.sleep(50);
                if (started.pulse().turns() != turns && !started.failed().isDone()) {
                    store.proved();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            Logger.warn("that the configuration has proved itself cannot be remembered: {}", e.toString());
        }
    }

    private Ended restarted(ConsoleConfig right) {
        Logger.info("the console restarts");
        Optional<SignIn> signIn = stopOne();
        forgetTrial();
        return new Ended(Optional.empty(), Optional.of(new Kept(right, signIn)));
    }

    private Ended failed(boolean onTrial, Throwable why) {
        if (onTrial && store.remembered().trial() != null) {
            stopOne();
            if (tookBack(true, String.valueOf(why.getMessage()))) {
                return new Ended(Optional.empty(), Optional.empty());
            }
        }
        life.stopping();
        stopOne();
        if (why instanceof JournalUnusableException) {
            return Ended.with(complaint.say(FAILED, String.valueOf(why.getMessage())));
        }
        Logger.error(why, "the console has a defect and stops");
        return Ended.with(FAILED);
    }

    /// Stops the console that runs, if one does.
    private Optional<SignIn> stopOne() {
        synchronized (change) {
            Console running = console;
            console = null;
            pulse = Optional.empty();
            if (running == null) {
                return Optional.empty();
            }
            running.stop();
            return running.signedIn();
        }
    }

    /// A run that ended on request says nothing about its configuration.
    private void forgetTrial() {
        try {
            store.stopped();
        } catch (IOException e) {
            Logger.warn("what is remembered of configurations cannot be written: {}", e.toString());
        }
    }

    /// The signal to stop. Also called when the program ends by itself, and nothing is left to be stopped.
    private void stop() {
        synchronized (change) {
            Console running = console;
            if (running == null) {
                return;
            }
            console = null;
            life.stopping();
            running.stop();
            forgetTrial();
            Logger.info("seat {} stopped", running.view().seat());
            // stopping on request is no failure, whatever the signal
            Runtime.getRuntime().halt(DONE);
        }
    }

    private int stopped(Thread rehearsal, Console started) {
        try {
            rehearsal.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stopOne();
        return started.failed().isDone() ? FAILED : DONE;
    }

    /// The parts that a configuration names, not opened yet.
    static SeatHardware hardware(ConsoleConfig config, TimeSource time) {
        return switch (config.hardware()) {
            case BENCH -> new BenchHardware(config.siteKey(), time, config.rules());
            case PINS ->
                new PinHardware(
                        config.pins().orElseThrow(),
                        config.siteKey(),
                        config.rules().sameCard());
        };
    }

    /// For whoever asks the supervisor how the console is: no names, no badges.
    private String status() {
        Console running = console;
        if (running == null) {
            return "between two runs";
        }
        ConsoleView view = running.view();
        String recording = view.recording() ? "" : ", NOT RECORDING: no room on the disk";
        return "seat %s: hub %s, %d facts to deliver%s"
                .formatted(
                        view.seat(),
                        view.online() ? "connected" : "not connected (" + view.linkDetail() + ")",
                        view.last() - view.confirmed(),
                        recording);
    }
}
