package dev.seatline.bench.measure.memory;

import dev.seatline.bench.load.LoadFleet;
import dev.seatline.bench.measure.Figure;
import dev.seatline.bench.measure.ProcessFigures;
import dev.seatline.bench.measure.Workbench;
import dev.seatline.bench.site.Patience;
import dev.seatline.bench.site.Program;
import dev.seatline.bench.site.Site;
import dev.seatline.bench.site.Web;
import dev.seatline.time.SystemTime;
import dev.seatline.wire.Fact;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SiteId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The hub with its own broker and 100 seats, all of them connected and at work. Used by one thread.
final class HubFootprint {
    private static final int SEATS = 100;
    private static final int FACTS_OF_EACH = 100;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration SETTLED = Duration.ofSeconds(3);

    private final Workbench bench;
    private final List<Double> seconds = new ArrayList<>();
    private final List<Double> resident = new ArrayList<>();

    private HubFootprint(Workbench bench) {
        this.bench = bench;
    }

    static void measure(Workbench bench) throws Exception {
        new HubFootprint(bench).measure();
    }

    private void measure() throws Exception {
        int starts = bench.count(5, 1);
        Path folder = Files.createDirectory(bench.folder().resolve("hub"));
        try (Site site =
                new Site(bench.root(), folder, Site.BrokerKind.EMBEDDED, SEATS, SEATS, SEATS, new SecureRandom())) {
            for (int i = 1; i <= starts; i++) {
                bench.progress("hub, start %d of %d".formatted(i, starts));
                start(site);
            }
        }
        bench.found(Figure.atMost(
                "hub with %d seats: start of the launcher to ready, its broker included, median of %d starts"
                        .formatted(SEATS, starts),
                MemoryBenchmark.median(seconds),
                "s",
                7,
                4));
        bench.found(Figure.atMost(
                "hub with %d seats connected: resident memory after %,d facts, its broker included, median"
                        .formatted(SEATS, SEATS * FACTS_OF_EACH),
                MemoryBenchmark.median(resident),
                "MiB",
                400,
                320));
    }

    private void start(Site site) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Program hub = site.launchHub();
        try (Web web = new Web(site.hubAddress())) {
            Patience.until(
                    "the hub is ready",
                    LIMIT,
                    () -> web.send("GET", "/readyz", null).statusCode() == 200,
                    () -> String.join("\n", hub.output()));
        }
        seconds.add((System.nanoTime() - began) / 1e9);
        try (LoadFleet fleet = new LoadFleet(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), site.mqttPort()),
                new SiteId("bench"),
                new SystemTime(),
                new SecureRandom(),
                (_, _) -> {})) {
            fleet.start();
            fleet.add(LoadFleet.Member.of(site, 1, SEATS));
            Patience.until("all seats are connected", LIMIT, () -> fleet.connected() == SEATS, fleet::lastSurprise);
            work(fleet);
            Thread.sleep(SETTLED);
            resident.add(MemoryBenchmark.mebibytes(new ProcessFigures(hub.pid())));
        }
        hub.stop();
    }

    private static void work(LoadFleet fleet) throws InterruptedException {
        for (int fact = 0; fact < FACTS_OF_EACH; fact++) {
            for (int seat = 0; seat < SEATS; seat++) {
                fleet.record(seat, fact == 0 ? new Fact.SignedIn(new PersonId("P0001")) : new Fact.RingCounted(fact));
            }
        }
        Patience.until(
                "every fact is confirmed",
                LIMIT,
                () -> fleet.recorded() >= (long) SEATS * FACTS_OF_EACH && fleet.committed() >= fleet.recorded(),
                fleet::lastSurprise);
    }
}
