package dev.seatline.bench.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SiteIT {
    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void aTapOnItsConsoleReachesItsHub(Site.BrokerKind kind) throws Exception {
        try (Site site = new Site(Path.of(".."), folder, kind, 2, 4, new SplittableRandom(1))) {
            if (kind == Site.BrokerKind.MOSQUITTO) {
                site.startMosquitto();
            }
            Program hub = site.startHub();
            Web api = site.administrator(hub);
            site.startConsole(2);
            Web page = site.page(2);
            Patience.until(
                    "the console has its people",
                    Duration.ofSeconds(20),
                    () -> page.get("/api/v1/console").path("settings").longValue() > 0,
                    () -> "none");
            page.post("/bench/badge", "{\"card\":\"%s\"}".formatted(Site.badge(3)));
            Patience.until(
                    "the hub shows it",
                    Duration.ofSeconds(20),
                    () -> api.get("/api/v1/seats/" + Site.seat(2))
                            .path("agent")
                            .asString("")
                            .equals("P0003"),
                    () -> String.join("\n", hub.output()));
            assertThat(api.get("/api/v1/seats/" + Site.seat(1)).path("state").stringValue())
                    .isEqualTo("OFFLINE");
        }
    }
}
