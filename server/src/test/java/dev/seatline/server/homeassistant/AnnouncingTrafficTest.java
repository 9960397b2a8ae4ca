package dev.seatline.server.homeassistant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.HubConfig.HomeAssistant;
import dev.seatline.server.ingest.ConsoleTraffic.Health;
import dev.seatline.server.ingest.MemoryTraffic;
import dev.seatline.server.ingest.MemoryTraffic.Kept;
import dev.seatline.server.ingest.RecordingReceiver;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SiteId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnouncingTrafficTest {
    private static final Discovery DISCOVERY =
            new Discovery(new HomeAssistant("homeassistant", Optional.empty()), new SiteId("demo"), "0.1.0");
    private static final SeatId S01 = new SeatId("S01");
    private static final SeatId S02 = new SeatId("S02");
    private static final String BIRTH = "homeassistant/status";

    @TempDir
    private Path folder;

    private final MemoryTraffic way = new MemoryTraffic();
    private final RecordingReceiver hub = new RecordingReceiver();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<Duration> pauses = new ArrayList<>();

    private AnnouncingTraffic started(Optional<Discovery> discovery, SeatId... seats) throws IOException {
        AnnouncingTraffic traffic = new AnnouncingTraffic(
                way, discovery, List.of(seats), new AnnouncedTopics(file()), this::later, new Random(20261123));
        traffic.start(hub);
        return traffic;
    }

    private Path file() {
        return folder.resolve("home-assistant.json");
    }

    private void later(Duration pause, Runnable action) {
        pauses.add(pause);
        waiting.add(action);
    }

    /// Lets all pauses pass, and takes what was told meanwhile.
    private List<Kept> told() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
        List<Kept> kept = way.kept();
        way.forget();
        return kept;
    }

    private void homeAssistantSays(String text) {
        way.deliver(BIRTH, text.getBytes(UTF_8)).toCompletableFuture().join();
    }

    private static Kept device(SeatId seat) {
        return new Kept(DISCOVERY.topic(seat), new String(DISCOVERY.document(seat), UTF_8));
    }

    private static Kept nothing(SeatId seat) {
        return new Kept(DISCOVERY.topic(seat), "");
    }

    @Test
    void everySeatIsToldAtTheStartAndAfterEachLoss() throws IOException {
        started(Optional.of(DISCOVERY), S01, S02);
        assertThat(told()).containsExactly(device(S01), device(S02));
        way.reconnect();
        assertThat(told()).containsExactly(device(S01), device(S02));
        assertThat(hub.reconnections()).isEqualTo(2);
    }

    @Test
    void homeAssistantIsAnsweredAfterAPauseOnceForManyBirths() throws IOException {
        started(Optional.of(DISCOVERY), S01);
        told();
        pauses.clear();
        homeAssistantSays("online");
        homeAssistantSays("online");
        assertThat(way.kept()).isEmpty();
        assertThat(pauses)
                .singleElement()
                .satisfies(pause -> assertThat(pause).isBetween(Duration.ofMillis(500), Duration.ofSeconds(3)));
        assertThat(told()).containsExactly(device(S01));
        homeAssistantSays("online");
        assertThat(told()).containsExactly(device(S01));
    }

    @Test
    void itsOtherWordsAreNotAnsweredAndTheHubHearsNoneOfThem() throws IOException {
        started(Optional.of(DISCOVERY), S01);
        told();
        homeAssistantSays("online");
        homeAssistantSays("offline");
        homeAssistantSays("");
        assertThat(told()).containsExactly(device(S01));
        assertThat(hub.got()).isEmpty();
        way.deliver("homeassistant/status/more", "online".getBytes(UTF_8));
        assertThat(hub.got()).containsExactly(new RecordingReceiver.Got("homeassistant/status/more", "online"));
    }

    @Test
    void withoutTheSettingNothingIsToldAndNothingIsKept() throws IOException {
        started(Optional.empty(), S01);
        homeAssistantSays("online");
        assertThat(told()).isEmpty();
        assertThat(hub.got()).as("it is a message as any other").hasSize(1);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aSeatThatIsNoMoreIsTakenBackUntilHomeAssistantWasThere() throws IOException {
        started(Optional.of(DISCOVERY), S01, S02).stop();
        started(Optional.of(DISCOVERY), S02).stop();
        told();
        started(Optional.of(DISCOVERY), S02);
        assertThat(told()).containsExactly(nothing(S01), device(S02));
        homeAssistantSays("online");
        assertThat(told()).containsExactly(nothing(S01), device(S02));
        homeAssistantSays("online");
        assertThat(told()).containsExactly(device(S02));
        assertThat(new AnnouncedTopics(file()).read()).containsExactly(DISCOVERY.topic(S02));
    }

    @Test
    void aSeatThatIsBackIsNotTakenBack() throws IOException {
        started(Optional.of(DISCOVERY), S01, S02).stop();
        started(Optional.of(DISCOVERY), S02).stop();
        waiting.clear();
        started(Optional.of(DISCOVERY), S01, S02);
        assertThat(told()).containsExactly(device(S01), device(S02));
    }

    @Test
    void withTheSettingTakenOutAllDevicesAreTakenBackOnce() throws IOException {
        started(Optional.of(DISCOVERY), S01, S02).stop();
        waiting.clear();
        AnnouncingTraffic without = started(Optional.empty(), S01, S02);
        assertThat(told()).containsExactly(nothing(S01), nothing(S02));
        without.stop();
        started(Optional.empty(), S01, S02);
        assertThat(told()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatCouldNotBeToldIsNotForgotten() throws IOException {
        started(Optional.of(DISCOVERY), S01).stop();
        waiting.clear();
        started(Optional.empty(), S01);
        way.becomes(new Health(false, "gone"));
        assertThat(told()).isEmpty();
        way.becomes(new Health(true, "there"));
        way.reconnect();
        assertThat(told()).containsExactly(nothing(S01));
    }

    @Test
    void afterTheEndNothingIsTold() throws IOException {
        AnnouncingTraffic traffic = started(Optional.of(DISCOVERY), S01);
        told();
        homeAssistantSays("online");
        traffic.stop();
        assertThat(told()).isEmpty();
    }

    @Test
    void aFileThatIsDamagedOrNamesForeignTopicsIsNotObeyed() throws IOException {
        for (String text : List.of(
                "",
                "null",
                "{}",
                "[]",
                "{\"version\":2,\"topics\":[]}",
                "{\"version\":1,\"topics\":null}",
                "{\"version\":1,\"topics\":[null]}",
                "{\"version\":1,\"topics\":[\"seatline/v1/demo/S01/settings\"]}",
                "{\"version\":1e99999999999,\"topics\":[]}")) {
            Files.writeString(file(), text);
            assertThat(new AnnouncedTopics(file()).read()).as(text).isEmpty();
        }
    }
}
