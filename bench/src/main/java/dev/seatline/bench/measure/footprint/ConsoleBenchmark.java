package dev.seatline.bench.measure.footprint;

import dev.seatline.bench.measure.Benchmark;
import dev.seatline.bench.measure.Figure;
import dev.seatline.bench.measure.ProcessFigures;
import dev.seatline.bench.measure.Workbench;
import dev.seatline.bench.site.Patience;
import dev.seatline.bench.site.Program;
import dev.seatline.bench.site.Site;
import dev.seatline.bench.site.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How much memory a console needs, how soon it takes the first tap after a start, and what it costs while nothing
/// happens. Everything is started by the launcher. Used by one thread.
public final class ConsoleBenchmark implements Benchmark {
    private static final Duration SETTLED = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "console";
    }

    @Override
    public String question() {
        return "how much memory a console needs, how soon it takes a tap, what idling costs";
    }

    @Override
    public void run(Workbench bench) throws Exception {
        Path folder = Files.createDirectory(bench.folder().resolve("console"));
        int starts = bench.count(5, 1);
        List<Double> seconds = new ArrayList<>();
        List<Double> begun = new ArrayList<>();
        List<Double> worked = new ArrayList<>();
        try (Site site = new Site(bench.root(), folder, Site.BrokerKind.EMBEDDED, 1, 1, new SecureRandom())) {
            Program hub = site.launchHub();
            Web page = site.page(1);
            learnsItsPeople(site, page);
            for (int i = 1; i <= starts; i++) {
                bench.progress("console, start %d of %d".formatted(i, starts));
                ConsoleStart start = ConsoleStart.of(site, page, Site.badge(1));
                ProcessFigures figures = new ProcessFigures(start.program().pid());
                seconds.add(start.seconds());
                Thread.sleep(SETTLED);
                begun.add(Resident.mebibytes(figures));
                presses(page, bench.count(1_000, 50));
                worked.add(Resident.mebibytes(figures));
                if (i == starts) {
                    idle(bench, figures);
                }
                // signs out, so that the next start begins alike
                page.post("/bench/badge", "{\"card\":\"%s\"}".formatted(Site.badge(1)));
                start.program().stop();
            }
            hub.stop();
        }
        bench.found(Figure.atMost(
                "start of the launcher to the lamp that answers the first tap, median of %d starts".formatted(starts),
                Resident.median(seconds),
                "s",
                2.5,
                1.5));
        bench.found(
                Figure.atMost("resident memory 5 s after the start, median", Resident.median(begun), "MiB", 96, 64));
        bench.found(Figure.atMost(
                "resident memory after %,d presses, median".formatted(bench.count(1_000, 50)),
                Resident.median(worked),
                "MiB",
                96,
                64));
    }

    /// The first run of a console: it gets the settings, which it keeps.
    private static void learnsItsPeople(Site site, Web page) throws IOException, InterruptedException {
        Program first = site.startConsole(1);
        Patience.until(
                "the console has its settings",
                LIMIT,
                () -> page.get("/api/v1/console").path("settings").longValue() > 0,
                () -> String.join("\n", first.output()));
        first.stop();
    }

    private static void presses(Web page, int count) throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            page.post("/bench/button", "{\"press\":\"short\"}");
        }
    }

    private static void idle(Workbench bench, ProcessFigures figures) throws IOException, InterruptedException {
        Duration span = Duration.ofSeconds(bench.count(60, 3));
        bench.progress("console, nothing happens for " + span.toSeconds() + " s");
        Thread.sleep(SETTLED);
        long used = figures.processorMillis();
        long woken = figures.wakeUps();
        long began = System.nanoTime();
        Thread.sleep(span);
        double elapsed = (System.nanoTime() - began) / 1e9;
        bench.found(Figure.atMost(
                "processor time while nothing happens, link up, of one core",
                (figures.processorMillis() - used) / 10.0 / elapsed,
                "%",
                0.5,
                0.3));
        bench.found(Figure.told("wake-ups while nothing happens", (figures.wakeUps() - woken) / elapsed, "per s"));
    }
}
