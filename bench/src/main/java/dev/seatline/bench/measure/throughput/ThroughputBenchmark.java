package dev.seatline.bench.measure.throughput;

import dev.seatline.bench.measure.Benchmark;
import dev.seatline.bench.measure.Figure;
import dev.seatline.bench.measure.Spread;
import dev.seatline.bench.measure.Workbench;
import dev.seatline.bench.site.Mosquitto;
import dev.seatline.bench.site.Site;
import dev.seatline.wire.EventBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Facts committed per second: broker, keeper and load on the same machine, every keeper in one run, rounds in turn.
/// Used by one thread.
public final class ThroughputBenchmark implements Benchmark {
    private static final int PUBLISHERS = 50;
    /// Before anything counts: a hub runs for months, and Java's compiler needs some hundred thousand facts to finish.
    private static final int WARM_UP_ROUNDS = 3;

    private final boolean batches;

    /// @param batches whether a message holds a hundred facts, as when a backlog is delivered, instead of one
    public ThroughputBenchmark(boolean batches) {
        this.batches = batches;
    }

    @Override
    public String name() {
        return batches ? "batches" : "throughput";
    }

    @Override
    public String question() {
        return "facts kept per second, %d publishers, %s"
                .formatted(PUBLISHERS, batches ? "a hundred facts in each message" : "one fact in each message");
    }

    @Override
    public void run(Workbench bench) throws Exception {
        List<Lane> lanes = new ArrayList<>();
        try {
            open(bench, lanes);
            int rounds = bench.count(5, 2);
            int facts = batches ? bench.count(4_000, 200) : bench.count(1_600, 60);
            int batch = batches ? EventBatch.MOST : 1;
            int warmUp = bench.count(WARM_UP_ROUNDS, 1);
            for (int round = 1 - warmUp; round <= rounds; round++) {
                for (Lane lane : lanes) {
                    bench.progress(
                            round < 1
                                    ? "warming up, " + lane.keeper.what()
                                    : "round %d of %d, %s".formatted(round, rounds, lane.keeper.what()));
                    PlayedFleet.Round done = lane.fleet.round(lane.keeper, facts, batch);
                    lane.sent += done.facts();
                    if (round > 0) {
                        lane.speeds.add(done.factsPerSecond());
                    }
                }
            }
            tell(bench, lanes, rounds);
        } finally {
            for (Lane lane : lanes) {
                lane.close();
            }
        }
    }

    /// One keeper, its broker and its load.
    private static final class Lane implements AutoCloseable {
        private final Keeper keeper;
        private final PlayedFleet fleet;
        private final List<Double> speeds = new ArrayList<>();
        private long sent;

        Lane(Keeper keeper, PlayedFleet fleet) {
            this.keeper = keeper;
            this.fleet = fleet;
        }

        double median() {
            return new Spread(speeds.stream().mapToDouble(Double::doubleValue).toArray()).median();
        }

        @Override
        public void close() throws Exception {
            fleet.close();
            keeper.close();
        }
    }

    private static void open(Workbench bench, List<Lane> lanes) throws Exception {
        if (mosquitto()) {
            add(bench, lanes, new FileKeeper(site(bench, "file", Site.BrokerKind.MOSQUITTO)));
            Optional<String> python = PythonKeeper.python();
            if (python.isPresent()) {
                for (PythonKeeper.Commits commits : PythonKeeper.Commits.values()) {
                    Site site = site(bench, "python-" + commits, Site.BrokerKind.MOSQUITTO);
                    add(bench, lanes, new PythonKeeper(site, python.get(), commits));
                }
            } else {
                bench.note("no Python with paho is installed (Debian: apt-get install python3-paho-mqtt): left out");
            }
            add(bench, lanes, new HubKeeper(site(bench, "hub", Site.BrokerKind.MOSQUITTO), Site.BrokerKind.MOSQUITTO));
        } else {
            bench.note("mosquitto and its clients are not installed (Debian: apt-get install mosquitto"
                    + " mosquitto-clients): everything that needs it is left out");
        }
        add(bench, lanes, new HubKeeper(site(bench, "own", Site.BrokerKind.EMBEDDED), Site.BrokerKind.EMBEDDED));
    }

    private static boolean mosquitto() {
        try {
            return Files.isExecutable(Mosquitto.program().resolveSibling("mosquitto"))
                    && Files.isExecutable(Path.of("/usr/bin/mosquitto_sub"));
        } catch (IOException e) {
            return false;
        }
    }

    private static Site site(Workbench bench, String name, Site.BrokerKind kind) throws IOException {
        Path folder = Files.createDirectory(bench.folder().resolve(name));
        return new Site(bench.root(), folder, kind, PUBLISHERS, PUBLISHERS, new SecureRandom());
    }

    private static void add(Workbench bench, List<Lane> lanes, Keeper keeper) throws Exception {
        bench.progress("starting " + keeper.what());
        try {
            keeper.startBroker();
            lanes.add(new Lane(keeper, PlayedFleet.connect(keeper.site(), new SecureRandom())));
            keeper.start();
        } catch (IOException | RuntimeException | InterruptedException e) {
            keeper.close();
            throw e;
        }
    }

    private static void tell(Workbench bench, List<Lane> lanes, int rounds) throws IOException, InterruptedException {
        Optional<Lane> file =
                lanes.stream().filter(lane -> lane.keeper instanceof FileKeeper).findFirst();
        for (Lane lane : lanes) {
            String what = "%s, median of %d rounds".formatted(lane.keeper.what(), rounds);
            double speed = lane.median();
            boolean own = lane.keeper instanceof HubKeeper hub && hub.kind() == Site.BrokerKind.EMBEDDED;
            bench.found(own ? Figure.atLeast(what, speed, "per s", 10_000) : Figure.told(what, speed, "per s"));
            if (lane.keeper instanceof HubKeeper && !own) {
                file.ifPresent(limit -> bench.found(
                        Figure.atLeast("… of mosquitto_sub into a file", speed / limit.median(), "×", 0.7, 0.8)));
                for (Lane peer : lanes) {
                    if (peer.keeper instanceof PythonKeeper python) {
                        bench.found(Figure.atLeast("… of " + python.what(), speed / peer.median(), "×", 5));
                    }
                }
            }
        }
        for (Lane lane : lanes) {
            long resent = lane.fleet.resent();
            lane.fleet.close();
            long kept = lane.keeper.finish();
            bench.found(Figure.atMost(
                    "%s: lost or doubled of %,d (%,d messages sent again)"
                            .formatted(lane.keeper.what(), lane.sent, resent),
                    (double) Math.abs(lane.sent - kept),
                    "",
                    0));
        }
    }
}
