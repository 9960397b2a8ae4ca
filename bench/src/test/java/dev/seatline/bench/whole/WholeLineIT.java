package dev.seatline.bench.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Hub and two consoles as processes, wired by the sample configurations.
class WholeLineIT {
    @TempDir
    Path folder = Path.of("");

    private TwoSeatSite site = null;
    private Program hubProgram = null;
    private Web hub = null;
    private Web first = null;

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
        everythingArrivesOnceAndInOrder();

        hubProgram.kill();
        pressAndSeeItRecorded();
        hubProgram = site.startHub();
        again.kill();
        site.startConsole(1);
        pressAndSeeItRecorded();
        everythingArrivesOnceAndInOrder();
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

    /// What the journal holds is the oracle: the lamp answers only after it.
    private void everythingArrivesOnceAndInOrder() throws Exception {
        Eventually.holds(() -> {
            JsonNode view = first.get("/api/v1/console");
            assertThat(view.path("confirmed").longValue())
                    .isEqualTo(view.path("last").longValue());
        });
        JsonNode view = first.get("/api/v1/console");
        String journal = view.path("journal").stringValue();
        List<Long> sequences = events("S01").stream()
                .filter(event -> event.path("journal").stringValue().equals(journal))
                .map(event -> event.path("sequence").longValue())
                .toList();
        assertThat(sequences)
                .isEqualTo(LongStream.rangeClosed(1, view.path("last").longValue())
                        .boxed()
                        .toList());
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
        return events(seat).stream()
                .map(event -> event.path("fact").path("kind").stringValue())
                .toList();
    }

    private List<JsonNode> events(String seat) throws Exception {
        List<JsonNode> all = new ArrayList<>();
        long after = 0;
        boolean more = true;
        while (more) {
            JsonNode page = hub.get("/api/v1/events?limit=1000&seat=" + seat + "&after=" + after);
            page.path("events").forEach(all::add);
            after = page.path("next").longValue();
            more = page.path("more").booleanValue();
        }
        return all;
    }
}
