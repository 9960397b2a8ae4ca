package dev.seatline.bench.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.bench.site.Program;
import dev.seatline.bench.site.Web;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Hub and two consoles as processes, wired by the sample configurations.
class WholeLineIT {
    @TempDir
    Path folder = Path.of("");

    private TwoSeatSite site;
    private Program hubProgram;
    private Web hub;
    private Web first;

    @BeforeEach
    void startsHubAndOneConsole() throws Exception {
        site = new TwoSeatSite(folder);
        hubProgram = site.startHub();
        hub = site.signedIn(hubProgram);
        first = site.console(1);
    }

    @AfterEach
    void stopsThem() throws Exception {
        site.close();
    }

    @Test
    void aTapAPressAHookMoveARingAndARaisedHandShowOnLampBoardAndInTheEvents() throws Exception {
        site.startConsole(1);
        site.startConsole(2);
        boardShows("S01", "SIGNED_OUT");
        boardShows("S02", "SIGNED_OUT");

        first.post("/bench/badge", "{\"card\":\"%s\"}".formatted(TwoSeatSite.AGENT_1));
        lampShows("red", "steady");
        boardShows("S01", "NOT_READY");
        first.post("/bench/button", "{\"press\":\"short\"}");
        lampShows("green", "steady");
        boardShows("S01", "READY");
        first.post("/bench/ring", "{\"bursts\":3}");
        lampShows("green", "fast-blink");
        boardShows("S01", "RINGING");
        first.post("/bench/hook", "{\"lifted\":true}");
        lampShows("blue", "steady");
        boardShows("S01", "TALKING");
        first.post("/bench/button", "{\"press\":\"long\"}");
        Eventually.holds(
                () -> assertThat(seat("S01").path("raised").booleanValue()).isTrue());
        first.post("/bench/hook", "{\"lifted\":false}");
        lampShows("amber", "steady");
        boardShows("S01", "WRAP_UP");

        assertThat(seat("S02").path("state").stringValue()).isEqualTo("SIGNED_OUT");
        assertThat(kindsOf("S01"))
                .containsSubsequence(
                        "journal-began",
                        "boot-began",
                        "signed-in",
                        "declared",
                        "ring-counted",
                        "ringing-ended",
                        "hand-raised",
                        "headset-moved",
                        "declared");
        assertThat(kindsOf("S02")).contains("boot-began").doesNotContain("signed-in");
    }

    @Test
    void killingHubAndConsolesLosesNothingAndDoublesNothing() throws Exception {
        Program firstProgram = site.startConsole(1);
        site.startConsole(2);
        first.post("/bench/badge", "{\"card\":\"%s\"}".formatted(TwoSeatSite.AGENT_1));
        lampShows("red", "steady");

        hubProgram.kill();
        for (int i = 0; i < 5; i++) {
            pressAndSeeItRecorded();
        }
        long recordedAlone = last(first);
        firstProgram.kill();
        Program again = site.startConsole(1);
        assertThat(last(first)).isGreaterThanOrEqualTo(recordedAlone);
        assertThat(first.get("/api/v1/console").path("shown").stringValue())
                .as("the seat is what it was before the power cut")
                .isIn("READY", "NOT_READY");
        pressAndSeeItRecorded();

        hubProgram = site.startHub();
        Ledger.inStep(site, first, hub, "S01");

        hubProgram.kill();
        pressAndSeeItRecorded();
        hubProgram = site.startHub();
        again.kill();
        site.startConsole(1);
        pressAndSeeItRecorded();
        Ledger.inStep(site, first, hub, "S01");
        assertThat(kindsOf("S01"))
                .as("starts of the first console")
                .filteredOn("boot-began"::equals)
                .hasSize(3);
    }

    @Test
    void aStoppedConsoleSaysGoodByeAndAStoppedHubEndsCleanly() throws Exception {
        Program console = site.startConsole(1);
        boardShows("S01", "SIGNED_OUT");
        console.stop();
        boardShows("S01", "OFFLINE");
        hubProgram.stop();
        assertThat(hubProgram.alive()).isFalse();
    }

    private void pressAndSeeItRecorded() throws Exception {
        long before = last(first);
        first.post("/bench/button", "{\"press\":\"short\"}");
        Eventually.holds(() -> assertThat(last(first)).isGreaterThan(before));
    }

    private static long last(Web console) throws Exception {
        return console.get("/api/v1/console").path("last").longValue();
    }

    private void lampShows(String colour, String pattern) throws InterruptedException {
        Eventually.holds(() -> {
            JsonNode lamp = first.get("/bench/outputs").path("lamp");
            assertThat(lamp.path("colour").stringValue() + " "
                            + lamp.path("pattern").stringValue())
                    .isEqualTo(colour + " " + pattern);
        });
    }

    private void boardShows(String seat, String state) throws InterruptedException {
        Eventually.holds(
                () -> assertThat(seat(seat).path("state").stringValue()).isEqualTo(state));
    }

    private JsonNode seat(String seat) throws Exception {
        return hub.get("/api/v1/seats/" + seat);
    }

    private List<String> kindsOf(String seat) throws Exception {
        return Ledger.events(hub, seat).stream()
                .map(event -> event.path("fact").path("kind").stringValue())
                .toList();
    }
}
