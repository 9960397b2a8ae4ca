package dev.seatline.bench.measure.backlog;

import dev.seatline.bench.measure.Benchmark;
import dev.seatline.bench.measure.Figure;
import dev.seatline.bench.measure.Spread;
import dev.seatline.bench.measure.Workbench;
import dev.seatline.bench.site.Mosquitto;
import dev.seatline.bench.site.Program;
import dev.seatline.bench.site.Site;
import dev.seatline.bench.site.Web;
import dev.seatline.server.Hub;
import dev.seatline.server.store.sqlite.SqliteDatabase;
import dev.seatline.server.store.sqlite.SqliteEventStore;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.PersonId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/// A console comes back with 100,000 facts in its journal: how fast it delivers them, and how long a press takes to the
/// board meanwhile. Hub and console are processes of their own, started by the launcher. Used by one thread.
public final class BacklogBenchmark implements Benchmark {
    private static final int FACTS = 100_000;
    private static final double MILLIS = 1e6;

    @Override
    public String name() {
        return "backlog";
    }

    @Override
    public String question() {
        return "how fast a console delivers what it kept, and what the board shows of its present meanwhile";
    }

    @Override
    public void run(Workbench bench) throws Exception {
        for (Site.BrokerKind kind : Site.BrokerKind.values()) {
            if (kind == Site.BrokerKind.MOSQUITTO && !installed()) {
                bench.note("mosquitto is not installed (Debian: apt-get install mosquitto): left out");
            } else {
                measure(bench, kind);
            }
        }
    }

    private static boolean installed() {
        try {
            return Files.isExecutable(Mosquitto.program());
        } catch (IOException e) {
            return false;
        }
    }

    private static void measure(Workbench bench, Site.BrokerKind kind) throws Exception {
        int facts = bench.count(FACTS, 5_000);
        String broker = kind == Site.BrokerKind.EMBEDDED ? "embedded broker" : "mosquitto";
        Path folder = Files.createDirectory(bench.folder().resolve(kind.name()));
        try (Site site = new Site(bench.root(), folder, kind, 1, 1, new SecureRandom())) {
            bench.progress("%s: filling a journal with %,d facts".formatted(broker, facts));
            FilledJournal.fill(
                    site.data(1), new ConsoleId(Site.console(1)), new PersonId("P0001"), facts, new SecureRandom());
            if (kind == Site.BrokerKind.MOSQUITTO) {
                site.startMosquitto();
            }
            Program hub = site.launchHub();
            Web board = site.administrator(hub);
            Program console = site.launchConsoleWithoutWaiting(1);
            Site.answers(console, site.consoleAddress(1));
            bench.progress("%s: delivering %,d facts, a press each second".formatted(broker, facts));
            Delivery.Outcome outcome = new Delivery(board, site.page(1)).watch(facts);
            console.stop();
            hub.stop();
            told(bench, broker, outcome, inLedger(site) - facts);
        }
    }

    private static void told(Workbench bench, String broker, Delivery.Outcome outcome, long beyond) throws IOException {
        if (beyond < 0) {
            throw new IOException("%,d facts are missing in the ledger".formatted(-beyond));
        }
        List<Long> shown = outcome.pressToBoardNanos();
        if (shown.isEmpty()) {
            throw new IOException("the backlog was delivered before a press could be shown");
        }
        Spread spread =
                new Spread(shown.stream().mapToDouble(nanos -> nanos / MILLIS).toArray());
        bench.found(Figure.atLeast(
                "%s: facts of a backlog of %,d delivered, all in the ledger".formatted(broker, outcome.facts()),
                outcome.factsPerSecond(),
                "per s",
                2_000));
        bench.found(Figure.told(
                "%s: press to board meanwhile, median of %d".formatted(broker, spread.count()), spread.median(), "ms"));
        bench.found(Figure.atMost("%s: press to board meanwhile, worst".formatted(broker), spread.most(), "ms", 1_000));
    }

    private static long inLedger(Site site) {
        try (SqliteDatabase database = new SqliteDatabase(Hub.databaseFile(site.hubData()))) {
            database.open();
            return new SqliteEventStore(database).count();
        }
    }
}
