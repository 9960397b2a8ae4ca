package dev.seatline.bench.measure.reconnect;

import dev.seatline.bench.load.LedgerBalance;
import dev.seatline.bench.load.LoadFleet;
import dev.seatline.bench.measure.Benchmark;
import dev.seatline.bench.measure.Figure;
import dev.seatline.bench.measure.Workbench;
import dev.seatline.bench.site.Patience;
import dev.seatline.bench.site.Program;
import dev.seatline.bench.site.Site;
import dev.seatline.bench.site.Web;
import dev.seatline.server.Hub;
import dev.seatline.time.SystemTime;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Fact;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SiteId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// 10,000 consoles on one hub with its own broker, which is killed and started again while something happens at
/// every seat. Used by one thread.
public final class ReconnectBenchmark implements Benchmark {
    private static final int SEATS = 10_000;
    private static final int SEATS_IN_BRIEF = 200;
    /// Whom the consoles must know by themselves; what they are told of them goes to every console.
    private static final int PEOPLE = 100;

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final double LONGEST_SECONDS = 30;
    private static final double MOST_MIB = 1024;
    private static final int OTHER_FILES = 500;
    private static final Pattern SOFT_LIMIT = Pattern.compile("^Max open files\\s+(\\S+)");

    @Override
    public String name() {
        return "reconnect";
    }

    @Override
    public String question() {
        return "how long until a floor of 10,000 seats is shown right again after its hub was killed and started";
    }

    @Override
    public void run(Workbench bench) throws Exception {
        int seats = bench.count(SEATS, SEATS_IN_BRIEF);
        long files = openFilesAllowed();
        if (files < seats + OTHER_FILES) {
            throw new IOException(
                    "%d connections need as many open files, and this process may have %d: ulimit -n %d before it"
                            .formatted(seats, files, seats + OTHER_FILES));
        }
        bench.found(Figure.told("files that a process may have open (ulimit -n)", (double) files, ""));
        try (Site site = new Site(
                bench.root(),
                bench.folder(),
                Site.BrokerKind.EMBEDDED,
                seats,
                seats,
                PEOPLE,
                new SplittableRandom(1))) {
            Program first = site.startHubAsShipped();
            Site.answers(first, site.hubAddress());
            Web api = site.administrator(first);
            try (LoadFleet fleet = new LoadFleet(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), site.mqttPort()),
                    new SiteId("bench"),
                    new SystemTime(),
                    new SplittableRandom(2),
                    (_, _) -> {})) {
                new Trial(bench, site, fleet, api, seats).run(first);
            }
        }
    }

    /// Soft limit of this process, which its children inherit.
    private static long openFilesAllowed() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/limits")).stream()
                .map(SOFT_LIMIT::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .mapToLong(soft -> soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft))
                .findFirst()
                .orElseThrow(() -> new IOException("/proc/self/limits does not tell of open files"));
    }

    /// One floor, from its first morning to the ledger's balance.
    private record Trial(Workbench bench, Site site, LoadFleet fleet, Web api, int seats) {
        void run(Program first) throws Exception {
            long begin = System.nanoTime();
            fleet.start();
            fleet.add(LoadFleet.Member.of(site, 1, seats));
            for (int seat = 0; seat < seats; seat++) {
                fleet.record(seat, new Fact.SignedIn(person(seat)));
            }
            wait("all consoles are there for the first time", this::delivered);
            wait("the board shows them", () -> shown("NOT_READY"));
            bench.found(Figure.told("first connect of %,d seats, all at once".formatted(seats), seconds(begin), "s"));
            bench.found(Figure.told("hub's processor time until then", processorSeconds(first), "s"));
            memory(first, "hub's resident memory after the first connect");

            bench.found(Figure.told("batches sent again until then", (double) fleet.resent(), ""));

            long resentBefore = fleet.resent();
            long killed = System.nanoTime();
            first.kill();
            for (int seat = 0; seat < seats; seat++) {
                fleet.record(seat, new Fact.Declared(new Declaration.Ready(), Fact.Cause.PRESS));
            }
            Program second = site.startHubAsShipped();
            Site.answers(second, site.hubAddress());
            bench.found(Figure.told("killed hub answers again", seconds(killed), "s"));
            Duration before = fleet.processorTime();
            wait("all consoles are back", () -> fleet.connected() == seats);
            bench.found(Figure.told("all %,d consoles connected again".formatted(seats), seconds(killed), "s"));
            wait("the board is right again", () -> shown("READY"));
            bench.found(Figure.atMost(
                    "hub killed and started → %,d seats shown right".formatted(seats),
                    seconds(killed),
                    "s",
                    LONGEST_SECONDS));
            bench.found(Figure.told("hub's processor time until then", processorSeconds(second), "s"));
            wait("everything is committed", this::delivered);
            bench.found(Figure.told("… → everything committed and confirmed", seconds(killed), "s"));
            bench.found(Figure.told(
                    "processor time of the load meanwhile",
                    fleet.processorTime().minus(before).toMillis() / 1000.0,
                    "s"));
            memory(second, "hub's resident memory with %,d seats".formatted(seats));
            try (Stream<Path> open = Files.list(Path.of("/proc/%d/fd".formatted(second.pid())))) {
                bench.found(Figure.told("files that the hub has open", (double) open.count(), ""));
            }
            LedgerBalance balance = LedgerBalance.of(Hub.databaseFile(site.hubData()), fleet.told());
            bench.found(Figure.told("facts recorded", (double) balance.recorded(), ""));
            bench.found(Figure.atMost("facts lost", (double) balance.lost(), "", 0));
            bench.found(Figure.atMost("facts doubled", (double) balance.doubled(), "", 0));
            bench.found(Figure.told(
                    "batches sent again for want of an answer", (double) (fleet.resent() - resentBefore), ""));
            bench.found(
                    Figure.told("messages that an overrun hub did not take at first", (double) fleet.notTaken(), ""));
            if (fleet.surprises() > 0) {
                throw new IOException("the hub did what it should not %d times: %s"
                        .formatted(fleet.surprises(), fleet.lastSurprise()));
            }
        }

        private void memory(Program hub, String what) throws IOException {
            bench.found(Figure.atMost(what, hub.residentKib() / 1024.0, "MiB", MOST_MIB));
        }

        private static double processorSeconds(Program program) {
            return program.handle()
                            .info()
                            .totalCpuDuration()
                            .orElse(Duration.ZERO)
                            .toMillis()
                    / 1000.0;
        }

        private static double seconds(long since) {
            return (System.nanoTime() - since) / 1e9;
        }

        private static PersonId person(int seat) {
            return new PersonId("P%05d".formatted(seat + 1));
        }

        private boolean delivered() {
            return fleet.connected() == seats && fleet.committed() == fleet.recorded();
        }

        private boolean shown(String state) throws IOException, InterruptedException {
            int number = 0;
            for (JsonNode seat : api.get("/api/v1/seats").path("seats")) {
                boolean right = seat.path("link").stringValue().equals("ONLINE")
                        && seat.path("state").stringValue().equals(state)
                        && seat.path("agent").asString("").equals(person(number).text());
                if (!right) {
                    return false;
                }
                number++;
            }
            return number == seats;
        }

        private void wait(String what, Patience.Condition condition) throws InterruptedException {
            long told = System.nanoTime();
            bench.progress(what);
            Patience.until(
                    what,
                    LIMIT,
                    () -> {
                        if (condition.holds()) {
                            return true;
                        }
                        Thread.sleep(LOOK);
                        return false;
                    },
                    () -> "%d connected, %d of %d facts committed after %.0f s; %s"
                            .formatted(
                                    fleet.connected(),
                                    fleet.committed(),
                                    fleet.recorded(),
                                    seconds(told),
                                    fleet.lastSurprise()));
        }
    }
}
