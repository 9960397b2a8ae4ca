package dev.seatline.bench.measure.footprint;

import dev.seatline.bench.load.LoadFleet;
import dev.seatline.bench.measure.Benchmark;
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

/// How much memory a hub needs with its own broker and 100 seats, all of them connected and at work, and how soon it is
/// ready. Everything is started by the launcher. Used by one thread.
public final class HubBenchmark implements Benchmark {
    private static final int SEATS = 100;
    private static final int FACTS_OF_EACH = 100;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration SETTLED = Duration.ofSeconds(3);

    @Override
    public String name() {
        return "hub";
    }

    @Override
    public String question() {
        return "how much memory a hub with %d seats needs, how soon it is ready".formatted(SEATS);
    }

    @Override
    public void run(Workbench bench) throws Exception {
        List<Double> seconds = new ArrayList<>();
        List<Double> resident = new ArrayList<>();
        int starts = bench.count(5, 1);
        Path folder = Files.createDirectory(bench.folder().resolve("hub"));
        try (Site site =
                new Site(bench.root(), folder, Site.BrokerKind.EMBEDDED, SEATS, SEATS, SEATS, new SecureRandom())) {
            for (int i = 1; i <= starts; i++) {
                bench.progress("hub, start %d of %d".formatted(i, starts));
                start(site, seconds, resident);
            }
        }
        bench.found(Figure.atMost(
                "with %d seats: start of the launcher to ready, its broker included, median of %d starts"
                        .formatted(SEATS, starts),
                Resident.median(seconds),
                "s",
                7,
                4));
        bench.found(Figure.atMost(
                "with %d seats connected: resident memory after %,d facts, its broker included, median"
                        .formatted(SEATS, SEATS * FACTS_OF_EACH),
                Resident.median(resident),
                "MiB",
                400,
                320));
    }

    private static void start(Site site, List<Double> seconds, List<Double> resident)
            throws IOException, InterruptedException {
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
            resident.add(Resident.mebibytes(new ProcessFigures(hub.pid())));
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
