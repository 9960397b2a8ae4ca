package dev.seatline.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class LoadFleetIT {
    private static final int SEATS = 30;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void itsConsolesAreLikeAnyOthersOverCutWiresAndAKilledHub(Site.BrokerKind kind) throws Exception {
        AtomicLong told = new AtomicLong();
        try (Site site = new Site(Path.of(".."), folder, kind, SEATS, SEATS, 40, new SplittableRandom(1))) {
            if (kind == Site.BrokerKind.MOSQUITTO) {
                site.startMosquitto();
            }
            Program hub = site.startHub();
            Web api = site.administrator(hub);
            try (LoadFleet fleet = fleet(site, told)) {
                fleet.start();
                fleet.add(LoadFleet.Member.of(site, 1, SEATS));
                Patience.until("all are there", LIMIT, () -> fleet.connected() == SEATS, fleet::lastSurprise);
                for (int seat = 0; seat < SEATS; seat++) {
                    fleet.record(seat, new Fact.SignedIn(person(seat)));
                }
                delivered(fleet);
                fleet.cut(0);
                fleet.cut(1);
                fleet.record(0, new Fact.Declared(new Declaration.Ready(), Fact.Cause.PRESS));
                hub.kill();
                for (int seat = 0; seat < SEATS; seat++) {
                    fleet.record(seat, new Fact.HandRaised());
                }
                site.startHub();
                delivered(fleet);
                Patience.until("the board shows it", LIMIT, () -> right(api), () -> "not yet");
                assertThat(fleet.surprises()).as(fleet.lastSurprise()).isZero();
                assertThat(told.get()).isPositive();
                LedgerBalance balance = LedgerBalance.of(Hub.databaseFile(site.hubData()), fleet.told());
                assertThat(balance).isEqualTo(new LedgerBalance(fleet.recorded(), 0, 0));
            }
            Patience.until("they have said good-bye", LIMIT, () -> offline(api) == SEATS, () -> "" + told.get());
        }
    }

    private static LoadFleet fleet(Site site, AtomicLong told) throws Exception {
        return new LoadFleet(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), site.mqttPort()),
                new SiteId("bench"),
                new SystemTime(),
                new SplittableRandom(2),
                (_, _) -> told.incrementAndGet());
    }

    private static PersonId person(int seat) {
        return new PersonId("P%04d".formatted(seat + 1));
    }

    private static void delivered(LoadFleet fleet) throws InterruptedException {
        Patience.until(
                "everything is committed",
                LIMIT,
                () -> fleet.connected() == SEATS && fleet.committed() == fleet.recorded(),
                () -> fleet.committed() + " of " + fleet.recorded() + ", " + fleet.lastSurprise());
    }

    private static boolean right(Web api) throws Exception {
        int number = 0;
        for (JsonNode seat : api.get("/api/v1/seats").path("seats")) {
            String state = number == 0 ? "READY" : "NOT_READY";
            boolean right =
                    seat.path("agent").asString("").equals(person(number).text())
                            && seat.path("raised").booleanValue()
                            && seat.path("state").stringValue().equals(state)
                            && seat.path("link").stringValue().equals("ONLINE");
            if (!right) {
                return false;
            }
            number++;
        }
        return number == SEATS;
    }

    private static int offline(Web api) throws Exception {
        int offline = 0;
        for (JsonNode seat : api.get("/api/v1/seats").path("seats")) {
            offline += seat.path("link").stringValue().equals("OFFLINE") ? 1 : 0;
        }
        return offline;
    }
}
