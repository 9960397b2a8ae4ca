package dev.seatline.bench.measure.tap;

import dev.seatline.bench.load.LoadFleet;
import dev.seatline.bench.measure.Benchmark;
import dev.seatline.bench.measure.Figure;
import dev.seatline.bench.measure.Spread;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Badges are tapped at real consoles of a busy floor, and it is looked when the stream tells of it and when
/// the board in a real browser has changed. Used by one thread.
public final class TapBenchmark implements Benchmark {
    private static final int TAPPED = 24;
    private static final int[] FLOORS = {100, 1_000};
    private static final int[] FLOORS_IN_BRIEF = {40};
    /// Even rounds over the tapped consoles: all are signed out again at the end.
    private static final int TAPS = 576;

    private static final int TAPS_IN_BRIEF = 48;
    private static final int WARMING_UP = 96;
    private static final int WARMING_UP_IN_BRIEF = 48;
    /// One badge counts again after three seconds: each console is tapped every 3.6 s or so.
    private static final int SHORTEST_PAUSE_MILLIS = 130;

    private static final int LONGEST_PAUSE_MILLIS = 170;
    private static final double SECONDS_BETWEEN_FACTS = 10;
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final double LONGEST_P99_MILLIS = 100;
    private static final List<String> PARTS_OF_A_FRAME =
            List.of("ScriptDuration", "RecalcStyleDuration", "LayoutDuration", "TaskDuration");

    @Override
    public String name() {
        return "tap";
    }

    @Override
    public String question() {
        return "how long from a tap at a console to the stream, and to the changed pixel on an open board";
    }

    @Override
    public void run(Workbench bench) throws Exception {
        Optional<Path> chromium = Chromium.installed();
        if (chromium.isEmpty()) {
            bench.progress("chromium is not installed (Debian: apt-get install chromium): the way to the pixel is left"
                    + " out, only the stream is measured");
        }
        for (int seats : bench.brief() ? FLOORS_IN_BRIEF : FLOORS) {
            Path folder = Files.createDirectories(bench.folder().resolve("floor-" + seats));
            try (Site site = new Site(
                            bench.root(),
                            folder,
                            Site.BrokerKind.EMBEDDED,
                            seats,
                            seats - TAPPED,
                            TAPPED,
                            new SplittableRandom(1));
                    LoadFleet fleet = new LoadFleet(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), site.mqttPort()),
                            new SiteId("bench"),
                            new SystemTime(),
                            new SplittableRandom(2),
                            (_, _) -> {})) {
                new Trial(bench, site, fleet, folder, seats).run(chromium);
            }
        }
    }

    /// One floor.
    private record Trial(Workbench bench, Site site, LoadFleet fleet, Path folder, int seats) {
        void run(Optional<Path> chromium) throws Exception {
            Program hub = site.startHubAsShipped();
            Site.answers(hub, site.hubAddress());
            Web api = site.administrator(hub);
            String token = Web.json(api.send("POST", "/api/v1/tokens", "{\"name\":\"board\",\"role\":\"board\"}"))
                    .path("token")
                    .stringValue();
            bench.progress("%d seats come".formatted(seats));
            fleet.start();
            fleet.add(LoadFleet.Member.of(site, TAPPED + 1, seats));
            int played = seats - TAPPED;
            for (int seat = 0; seat < played; seat++) {
                fleet.record(seat, new Fact.SignedIn(new PersonId("Q%05d".formatted(seat))));
            }
            Taps taps = new Taps();
            try (TappedSeats tapped = TappedSeats.start(site, TAPPED);
                    BusyFloor floor = new BusyFloor(fleet, played, SECONDS_BETWEEN_FACTS, new SplittableRandom(3));
                    StreamWatch stream = new StreamWatch(site.hubAddress(), token, tappedSeats(), taps::streamed)) {
                stream.start();
                Patience.until(
                        "all consoles are there",
                        LIMIT,
                        () -> fleet.connected() == played && fleet.committed() == fleet.recorded() && tapped.ready(),
                        fleet::lastSurprise);
                floor.start();
                measured(hub, taps, tapped, floor);
                if (chromium.isPresent()) {
                    pixels(chromium.get(), token, hub, taps, tapped);
                }
            }
            if (fleet.surprises() > 0) {
                throw new IOException("the hub did what it should not %d times: %s"
                        .formatted(fleet.surprises(), fleet.lastSurprise()));
            }
        }

        private static Set<String> tappedSeats() {
            return IntStream.rangeClosed(1, TAPPED).mapToObj(Site::seat).collect(Collectors.toSet());
        }

        private void measured(Program hub, Taps taps, TappedSeats tapped, BusyFloor floor) throws Exception {
            SplittableRandom random = new SplittableRandom(4);
            tap(bench.count(WARMING_UP, WARMING_UP_IN_BRIEF), "warming up", taps, tapped, random, Optional.empty());
            taps.forget();
            double before = seconds(hub);
            long begin = System.nanoTime();
            tap(bench.count(TAPS, TAPS_IN_BRIEF), "without a browser", taps, tapped, random, Optional.empty());
            Patience.until("the stream tells of every tap", LIMIT, taps::allStreamed, () -> "not all");
            Spread spread = new Spread(taps.streamMillis());
            String floorText = "%,d seats".formatted(seats);
            bench.found(Figure.told(floorText + ": facts a second beside the taps", floor.factsPerSecond(), ""));
            bench.found(Figure.told(
                    floorText + ": hub's share of one core",
                    100 * (seconds(hub) - before) / ((System.nanoTime() - begin) / 1e9),
                    "%"));
            bench.found(Figure.told(floorText + ": tap → stream, p50", spread.median(), "ms"));
            bench.found(Figure.told(floorText + ": tap → stream, p99", spread.quantile(0.99), "ms"));
            taps.forget();
        }

        private void pixels(Path chromium, String token, Program hub, Taps taps, TappedSeats tapped) throws Exception {
            bench.progress("the board of %d seats is opened".formatted(seats));
            Chromium browser = Chromium.start(chromium, folder);
            try (BoardWatch board = new BoardWatch(browser, browser.page())) {
                board.open(site.hubAddress() + "/#key=" + token, seats, Site.seat(TAPPED));
                SplittableRandom random = new SplittableRandom(5);
                int warming = bench.count(WARMING_UP, WARMING_UP_IN_BRIEF);
                tap(warming, "warming up the board", taps, tapped, random, Optional.of(board));
                taps.forget();
                double browserBefore = board.processorSeconds();
                double hubBefore = seconds(hub);
                Map<String, Double> spentBefore = board.spent();
                long framesBefore = board.frames();
                long begin = System.nanoTime();
                tap(bench.count(TAPS, TAPS_IN_BRIEF), "with a board", taps, tapped, random, Optional.of(board));
                double span = (System.nanoTime() - begin) / 1e9;
                Patience.until(
                        "the board shows every tap",
                        LIMIT,
                        () -> {
                            board.painted().forEach(taps::painted);
                            return taps.allPainted() && taps.allStreamed();
                        },
                        () -> "not all");
                String text = "%,d seats, board open: ".formatted(seats);
                Spread stream = new Spread(taps.streamMillis());
                Spread pixel = new Spread(taps.pixelMillis());
                bench.found(Figure.told(text + "tap → stream, p50", stream.median(), "ms"));
                bench.found(Figure.told(text + "tap → stream, p99", stream.quantile(0.99), "ms"));
                bench.found(Figure.told(text + "tap → pixel, p50", pixel.median(), "ms"));
                bench.found(Figure.atMost(text + "tap → pixel, p99", pixel.quantile(0.99), "ms", LONGEST_P99_MILLIS));
                long frames = board.frames() - framesBefore;
                Map<String, Double> spent = board.spent();
                bench.found(Figure.told(text + "frames a second", frames / span, ""));
                for (String part : PARTS_OF_A_FRAME) {
                    double millis =
                            1000 * (spent.getOrDefault(part, 0.0) - spentBefore.getOrDefault(part, 0.0)) / frames;
                    bench.found(Figure.told(text + part + " a frame", millis, "ms"));
                }
                bench.found(Figure.told(
                        text + "browser's share of one core",
                        100 * (board.processorSeconds() - browserBefore) / span,
                        "%"));
                bench.found(
                        Figure.told(text + "hub's share of one core", 100 * (seconds(hub) - hubBefore) / span, "%"));
            }
        }

        /// Taps one console after the other; each signs in and out in turn.
        private void tap(
                int count,
                String what,
                Taps taps,
                TappedSeats tapped,
                SplittableRandom random,
                Optional<BoardWatch> board)
                throws Exception {
            bench.progress("%d seats, %s: %d taps".formatted(seats, what, count));
            for (int i = 0; i < count; i++) {
                int number = i % TAPPED + 1;
                taps.tapped(Site.seat(number), i / TAPPED % 2 == 0 ? "NOT_READY" : "SIGNED_OUT");
                tapped.tap(number);
                Thread.sleep(random.nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS));
                if (board.isPresent() && number == TAPPED) {
                    board.get().painted().forEach(taps::painted);
                }
            }
        }

        private static double seconds(Program program) {
            return program.handle()
                            .info()
                            .totalCpuDuration()
                            .orElse(Duration.ZERO)
                            .toMillis()
                    / 1000.0;
        }
    }
}
