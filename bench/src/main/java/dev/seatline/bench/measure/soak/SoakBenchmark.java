package dev.seatline.bench.measure.soak;

import dev.seatline.bench.measure.Benchmark;
import dev.seatline.bench.measure.Figure;
import dev.seatline.bench.measure.Workbench;
import dev.seatline.bench.site.Mosquitto;
import dev.seatline.bench.site.Program;
import dev.seatline.bench.site.Site;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.SeatId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;

/// A console comes and goes a thousand times: with a good-bye, through a wire that is cut, with a broker that
/// dies. Neither side may hold more afterwards. Used by one thread.
public final class SoakBenchmark implements Benchmark {
    private static final int WARMING_UP = 100;
    private static final int ROUNDS = 1_000;
    private static final int WARMING_UP_IN_BRIEF = 20;
    private static final int ROUNDS_IN_BRIEF = 40;
    /// A broker that dies costs a second each time.
    private static final int KILLS_WARMING_UP = 10;

    private static final int KILLS = 60;
    private static final int KILLS_IN_BRIEF = 4;
    private static final int PEOPLE = 10;
    /// The broker remembers a console that was cut off for ten seconds, in case it comes back.
    private static final Duration REST = Duration.ofSeconds(15);

    /// Java keeps a thread that has watched a process for a minute more: those of the broker's deaths are ours, not
    /// the console's.
    private static final Duration REST_AFTER_KILLS = Duration.ofSeconds(75);

    private static final int NUMBER = 1;

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public String question() {
        return "what is left behind by a console that came and went a thousand times, there and at the hub";
    }

    @Override
    public void run(Workbench bench) throws Exception {
        try (Site site = site(bench, Site.BrokerKind.EMBEDDED)) {
            Program hub = site.startHubAsShipped();
            Site.answers(hub, site.hubAddress());
            try (CutWire wire = CutWire.start(site.mqttPort());
                    ComingAndGoing console = console(site, wire.port())) {
                Runnable[] ways = {console::leave, wire::cut};
                rounds(bench, hub, console, ways, "good-byes and cuts", WARMING_UP, ROUNDS);
            }
        }
        Path program = Mosquitto.program();
        bench.progress("with " + program);
        try (Site site = site(bench, Site.BrokerKind.MOSQUITTO)) {
            Mosquitto broker = site.startMosquitto();
            Program hub = site.startHubAsShipped();
            Site.answers(hub, site.hubAddress());
            try (ComingAndGoing console = console(site, site.mqttPort())) {
                Runnable[] ways = {
                    () -> {
                        try {
                            broker.kill();
                            broker.startAgain();
                        } catch (java.io.IOException | InterruptedException e) {
                            throw new IllegalStateException("the broker does not start again", e);
                        }
                    }
                };
                rounds(bench, hub, console, ways, "broker's deaths", KILLS_WARMING_UP, KILLS);
            }
        }
    }

    private static Site site(Workbench bench, Site.BrokerKind kind) throws Exception {
        Path folder = Files.createDirectories(bench.folder().resolve(kind.name()));
        return new Site(bench.root(), folder, kind, NUMBER, NUMBER, PEOPLE, new SplittableRandom(1));
    }

    private static ComingAndGoing console(Site site, int port) {
        return new ComingAndGoing(
                new SeatId(Site.seat(NUMBER)),
                new ConsoleId(Site.console(NUMBER)),
                site.consoleSecret(NUMBER),
                port,
                new SplittableRandom(2));
    }

    /// The same in all rounds: come, be served, go in the next way.
    private static void rounds(
            Workbench bench,
            Program hub,
            ComingAndGoing console,
            Runnable[] ways,
            String what,
            int warmingUp,
            int rounds)
            throws Exception {
        boolean kills = rounds == KILLS;
        int before = bench.count(warmingUp, kills ? KILLS_IN_BRIEF : WARMING_UP_IN_BRIEF);
        int counted = bench.count(rounds, kills ? KILLS_IN_BRIEF : ROUNDS_IN_BRIEF);
        Duration rest = kills ? REST_AFTER_KILLS : REST;
        some(bench, console, ways, what, before, rest);
        Footprint ourBefore = Footprint.of(ProcessHandle.current().pid(), bench.folder());
        Footprint hubBefore = Footprint.of(hub.pid(), bench.folder());
        some(bench, console, ways, what, counted, rest);
        Footprint ourAfter = Footprint.of(ProcessHandle.current().pid(), bench.folder());
        Footprint hubAfter = Footprint.of(hub.pid(), bench.folder());
        bench.found(Figure.told("%s counted, after %d to warm up".formatted(what, before), counted, ""));
        ourAfter.tellGrowth(bench, what + ", console's side", ourBefore);
        hubAfter.tellGrowth(bench, what + ", hub's side", hubBefore);
    }

    private static void some(
            Workbench bench, ComingAndGoing console, Runnable[] ways, String what, int count, Duration rest)
            throws Exception {
        bench.progress("%d %s".formatted(count, what));
        for (int i = 0; i < count; i++) {
            console.come();
            ways[i % ways.length].run();
        }
        // measured with nobody there
        console.leave();
        Thread.sleep(rest);
    }
}
