package dev.seatline.bench.faults;

import dev.seatline.bench.site.Patience;
import dev.seatline.bench.site.Site;
import dev.seatline.wire.Envelope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// One run of the fault test: builds a site, lets it live through a plan while people work at it, and draws up the
/// account. Used by one thread.
///
/// @param root of the project
/// @param folder for everything; exists and is empty, on a real disk. It is left as it is, logs included
/// @param kills how many programs are killed
/// @param seed of everything that is left to chance but the times that things take
/// @param progress is told every second how far it is
public record FaultRun(
        Path root, Path folder, Site.BrokerKind broker, int consoles, int kills, long seed, Consumer<String> progress) {
    /// From so many kills on there is time for what lasts longer than a keep-alive.
    private static final int PATIENT_KILLS = 50;

    private static final int LAST_DELIVERIES = 5;
    private static final Duration PROGRESS = Duration.ofSeconds(1);

    /// Does all of it.
    ///
    /// @throws IOException when it cannot even begin
    public FaultReport run() throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        try (Score score = Score.in(folder.resolve("faults.log"));
                FaultSite site = new FaultSite(root, folder, broker, consoles, random.split())) {
            // Ctrl-C leaves no program and no disk behind
            Thread undertaker = new Thread(() -> closeAtEnd(site));
            Runtime.getRuntime().addShutdownHook(undertaker);
            try {
                return run(site, score, random);
            } finally {
                site.leaveLogs(folder.resolve("logs"));
                Runtime.getRuntime().removeShutdownHook(undertaker);
            }
        }
    }

    private static void closeAtEnd(FaultSite site) {
        try {
            site.close();
        } catch (Exception e) {
            // the program ends anyway
        }
    }

    private FaultReport run(FaultSite site, Score score, SplittableRandom random) throws Exception {
        site.start(random.split());
        score.note("everything runs");
        Director director = new Director(site, new Deeds(site, score), new Settling(site, score), score);
        Thread teller = Thread.ofVirtual().start(() -> tell(director));
        FaultPlan plan = new FaultPlan(
                consoles,
                broker == Site.BrokerKind.MOSQUITTO,
                List.copyOf(site.disks().keySet()),
                site.hubDisk().isPresent(),
                kills >= PATIENT_KILLS);
        director.run(plan.faults(kills, random.split()));
        teller.interrupt();
        teller.join();
        end(site, score);
        Account account = account(site);
        score.note("account: " + account);
        site.leaveDisks(folder.resolve("disks"));
        return new FaultReport(
                broker,
                score.kills(),
                score.faults(),
                account,
                score.early(),
                score.broken(),
                score.slowestRecovery(),
                Duration.ofNanos(
                        site.hands().stream().mapToLong(Hand::longestWait).max().orElse(0)),
                score.elapsed(),
                site.leftOut(),
                folder);
    }

    private void tell(Director director) {
        try {
            while (true) {
                progress.accept(director.progress(kills));
                Thread.sleep(PROGRESS);
            }
        } catch (InterruptedException e) {
            // it is over
        }
    }

    /// Stops everything in order. A bell that still rings may leave a fact while its console stops: that one goes to
    /// the hub at the console's next start, which is tried here.
    private void end(FaultSite site, Score score) throws IOException, InterruptedException {
        site.hands().forEach(Hand::end);
        for (Victim console : site.consoles()) {
            console.stop();
        }
        for (int i = 1; i <= consoles && score.broken().isEmpty(); i++) {
            for (int trial = 0; trial < LAST_DELIVERIES && waits(site, i) > 0; trial++) {
                score.note("console %d was stopped before it had delivered all: it starts again".formatted(i));
                site.console(i).start();
                site.console(i).awaitReady();
                deliver(site, i, score);
                site.console(i).stop();
            }
        }
        site.hub().stop();
        if (site.broker() != site.hub()) {
            site.broker().stop();
        }
    }

    private long waits(FaultSite site, int console) {
        return LeftBehind.backlog(site.site().data(console), new SplittableRandom(seed));
    }

    private static void deliver(FaultSite site, int console, Score score) throws InterruptedException {
        try {
            Patience.until(
                    "console " + console + " delivers what waited while it was stopped",
                    Settling.DELIVERY,
                    () -> site.look(console)
                            .map(view -> view.online() && view.confirmed() == view.last())
                            .orElse(false),
                    () -> site.look(console).toString());
        } catch (IllegalStateException e) {
            score.broken(String.valueOf(e.getMessage()));
        }
    }

    private Account account(FaultSite site) {
        List<Envelope> journals = new ArrayList<>();
        for (int i = 1; i <= consoles; i++) {
            journals.addAll(LeftBehind.journal(site.site().data(i), new SplittableRandom(seed)));
        }
        LeftBehind.Ledger ledger = LeftBehind.ledger(site.site().hubData());
        return Audit.of(site.hands().stream().map(Hand::notes).toList(), journals, ledger.events(), ledger.losses());
    }

    /// Makes an empty folder for a run.
    ///
    /// @param parent is made if need be
    public static Path emptyFolder(Path parent) throws IOException {
        Files.createDirectories(parent);
        return Files.createTempDirectory(parent.toAbsolutePath(), "faults-");
    }
}
