package dev.seatline.bench.measure.disk;

import dev.seatline.bench.measure.Benchmark;
import dev.seatline.bench.measure.Figure;
import dev.seatline.bench.measure.ProcessFigures;
import dev.seatline.bench.measure.Workbench;
import dev.seatline.bench.site.Patience;
import dev.seatline.bench.site.Program;
import dev.seatline.bench.site.Site;
import dev.seatline.bench.site.Web;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/// How much a console writes to its card for each fact: presses one by one, each a commit of its own, once while the
/// hub confirms them and once while it is away. Used by one thread.
public final class DiskBenchmark implements Benchmark {
    private static final double KILOBYTE = 1000;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PRESS = Duration.ofMillis(20);

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public String question() {
        return "how many bytes a console writes to its card for each fact";
    }

    @Override
    public void run(Workbench bench) throws Exception {
        int facts = bench.count(3_000, 200);
        try (Site site = new Site(bench.root(), bench.folder(), Site.BrokerKind.EMBEDDED, 1, 1, new SecureRandom())) {
            Program hub = site.launchHub();
            Program console = site.launchConsoleWithoutWaiting(1);
            Site.answers(console, site.consoleAddress(1));
            Web page = site.page(1);
            Patience.until(
                    "the console has its settings",
                    LIMIT,
                    () -> view(page).path("settings").longValue() > 0,
                    () -> String.join("\n", console.output()));
            page.post("/bench/badge", "{\"card\":\"%s\"}".formatted(Site.badge(1)));
            found(bench, "the hub confirming", page, console, facts);
            hub.stop();
            found(bench, "the hub away", page, console, facts);
            console.stop();
        }
    }

    private static void found(Workbench bench, String hub, Web page, Program console, int facts)
            throws IOException, InterruptedException {
        bench.progress("%,d presses, %s".formatted(facts, hub));
        ProcessFigures figures = new ProcessFigures(console.pid());
        long before = view(page).path("last").longValue();
        long written = figures.writtenBytes();
        for (int i = 0; i < facts; i++) {
            page.post("/bench/button", "{\"press\":\"short\"}");
            // as a person would, each press is over before the next one: no two share a commit
            Thread.sleep(PRESS);
        }
        long recorded = view(page).path("last").longValue() - before;
        if (recorded < facts) {
            throw new IOException("%,d presses made %,d facts".formatted(facts, recorded));
        }
        bench.found(Figure.atMost(
                "to the device per fact (pages of 4 KiB that the console made dirty, as /proc/PID/io counts them;"
                        + " journal, its log and checkpoints), %,d facts, %s".formatted(recorded, hub),
                (figures.writtenBytes() - written) / KILOBYTE / recorded,
                "KB",
                6));
    }

    private static JsonNode view(Web page) throws IOException, InterruptedException {
        return page.get("/api/v1/console");
    }
}
