package dev.seatline.device.technician;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.hardware.bench.BenchHardware;
import dev.seatline.device.log.LogLevel;
import dev.seatline.device.log.LogRing;
import dev.seatline.device.loop.HandTime;
import dev.seatline.device.machine.Machine;
import dev.seatline.device.seat.SeatRules;
import dev.seatline.device.technician.signin.PinFile;
import dev.seatline.device.technician.signin.PinHash;
import dev.seatline.device.technician.signin.SignIn;
import dev.seatline.time.SystemTime;
import dev.seatline.wire.SiteKey;
import dev.seatline.wire.WireJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Machine, log and figures as the page's API answers them.
@Timeout(30)
class SystemDoorsTest {
    private static final String PIN = "271828";

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final HandTime clock = new HandTime(Instant.EPOCH);
    private final PlayedSeat seat = new PlayedSeat(
            new SystemTime(), new BenchHardware(SiteKey.ofHex("5a".repeat(32)), new SystemTime(), SeatRules.DEFAULT));
    private final LogRing ring = new LogRing(10, 10_000, Instant.EPOCH);
    private final List<TechnicianServer> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        client.shutdownNow();
        servers.forEach(TechnicianServer::stop);
    }

    @Test
    void theMachineIsToldWithVerdictsAndWhatIsNotKnownIsLeftOut() throws Exception {
        JsonNode told = tree(get(serve(false), "/api/v1/system", ""));
        assertThat(told.path("clock").stringValue()).isEqualTo("TRUSTED");
        assertThat(told.path("facts").path("disk").longValue()).isEqualTo(1_000_000_000L);
        assertThat(told.path("facts").has("temperature")).isFalse();
        assertThat(told.path("verdicts").path("disk").stringValue()).isEqualTo("BAD");
        assertThat(told.path("verdicts").path("clock").stringValue()).isEqualTo("OK");
        assertThat(told.path("verdicts").has("temperature")).isFalse();
        seat.inTrouble();
        assertThat(tree(get(serve(false), "/api/v1/system", ""))
                        .path("verdicts")
                        .path("clock")
                        .stringValue())
                .isEqualTo("LOOK");
    }

    @Test
    void theLogIsToldFromANumberOnAndFromALevelOn() throws Exception {
        TechnicianServer server = serve(false);
        ring.add(Instant.EPOCH, LogLevel.INFO, "A", "one", null);
        ring.add(Instant.EPOCH, LogLevel.WARN, "B", "two\nthree <b>", null);
        assertThat(get(server, "/api/v1/log", "").body()).contains("one", "two ⏎ three <b>", "\"newest\":2");
        assertThat(get(server, "/api/v1/log?after=1", "").body())
                .doesNotContain("one")
                .contains("two");
        assertThat(get(server, "/api/v1/log?level=warn", "").body())
                .doesNotContain("one")
                .contains("two");
        assertThat(get(server, "/api/v1/log?after=2&level=error", "").body()).contains("\"newest\":2", "\"lines\":[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"after=-1", "after=x", "after=1e3", "after=99999999999999999999", "level=loud", "level="})
    void aWrongQuestionIsRefusedWithoutRepeatingIt(String query) throws Exception {
        HttpResponse<String> answer = get(serve(false), "/api/v1/log?" + query, "");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("whole number from 0").doesNotContain("loud");
    }

    @Test
    void theFiguresAreWhatPrometheusReads() throws Exception {
        seat.inTrouble();
        ring.add(Instant.EPOCH, LogLevel.ERROR, "A", "one", null);
        HttpResponse<String> answer = get(serve(false), "/metrics", "");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
        assertThat(answer.body().lines().filter(line -> !line.startsWith("#")))
                .allSatisfy(line -> assertThat(line)
                        .matches("seatline_console_[a-z0-9_]+(\\{([a-z]+=\"[^\"]*\",?)+})? -?[0-9.]+(E[0-9]+)?"))
                .contains(
                        "seatline_console_link_online 0.0",
                        "seatline_console_recording 0.0",
                        "seatline_console_clock_trusted 0.0",
                        "seatline_console_journal_confirmed_sequence 1100.0",
                        "seatline_console_journal_waiting_facts 104.0",
                        "seatline_console_journal_oldest_waiting_seconds 90.5",
                        "seatline_console_part_healthy{part=\"lamp\"} 1.0",
                        "seatline_console_input_edges_total{part=\"bell\"} 0.0",
                        "seatline_console_log_entries_total{level=\"ERROR\"} 1.0",
                        "seatline_console_data_disk_free_bytes 1.0E8");
        assertThat(answer.body())
                .contains("# TYPE seatline_console_uptime_seconds gauge", "# HELP seatline_console_link_online ")
                .contains("seatline_console_info{console=")
                .doesNotContain("temperature", "NaN");
    }

    @Test
    void withAPinOnlyTheFiguresMayBeOpenToProgramsOnTheConsole() throws Exception {
        setPin();
        assertThat(get(serve(false), "/metrics", "").statusCode()).isEqualTo(401);
        TechnicianServer open = serve(true);
        assertThat(get(open, "/metrics", "").statusCode()).isEqualTo(200);
        for (String path : List.of("/api/v1/log", "/api/v1/system", "/api/v1/console")) {
            assertThat(get(open, path, "").statusCode()).as(path).isEqualTo(401);
        }
    }

    @Test
    void aPageThatIsMerelyOpenDoesNotKeepItsSessionAlive() throws Exception {
        setPin();
        TechnicianServer server = serve(false);
        String cookie = signIn(server);
        clock.pass(Duration.ofMinutes(20));
        for (String path : List.of("/api/v1/log", "/api/v1/system", "/metrics")) {
            assertThat(get(server, path, cookie).statusCode()).as(path).isEqualTo(200);
        }
        clock.pass(Duration.ofMinutes(10));
        assertThat(get(server, "/api/v1/log", cookie).statusCode()).isEqualTo(401);
    }

    private TechnicianServer serve(boolean open) throws IOException {
        Machine machine = new Machine(folder, room(), 4, List::of, Map.of());
        TechnicianServer server = new TechnicianServer(
                Entrance.at("127.0.0.1", 0),
                seat::view,
                Optional.empty(),
                new SignIn(new PinFile(folder), clock, new SecureRandom()),
                List.of(
                        new SystemDoor(machine, seat::view),
                        new LogDoor(ring),
                        new MetricsDoor(seat::view, () -> Duration.ofMillis(90_500), machine, ring, open)));
        servers.add(server);
        server.start();
        return server;
    }

    private static Machine.Room room() {
        return new Machine.Room() {
            @Override
            public long whole() {
                return 1_000_000_000L;
            }

            @Override
            public long free() {
                return 100_000_000L;
            }
        };
    }

    private void setPin() throws IOException {
        new PinFile(folder).write(PinHash.of(PIN, 1_000, new SecureRandom()));
    }

    private String signIn(TechnicianServer server) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(at(server, "/api/v1/session"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"pin\":\"" + PIN + "\"}"))
                .build();
        return client.send(request, BodyHandlers.ofString())
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .split(";", 2)[0];
    }

    private HttpResponse<String> get(TechnicianServer server, String path, String cookie) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(server, path));
        return client.send(
                (cookie.isEmpty() ? request : request.header("Cookie", cookie)).build(), BodyHandlers.ofString());
    }

    private static URI at(TechnicianServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private static JsonNode tree(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return WireJson.mapper().readTree(answer.body());
    }
}
