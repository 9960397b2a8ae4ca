package dev.seatline.device.technician;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.device.hardware.bench.BenchHardware;
import dev.seatline.device.seat.Input;
import dev.seatline.device.seat.SeatRules;
import dev.seatline.time.SystemTime;
import dev.seatline.wire.SiteKey;
import dev.seatline.wire.WireJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Timeout(20)
class TechnicianServerTest {
    private static final String CARD = "04A1B2C3";
    private static final SiteKey KEY = SiteKey.ofHex("5a".repeat(32));

    private final BenchHardware bench = new BenchHardware(KEY, new SystemTime(), SeatRules.DEFAULT);
    private final PlayedSeat seat = new PlayedSeat(new SystemTime(), bench);
    private final List<Input> sensed = new CopyOnWriteArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private final AtomicReference<Supplier<ConsoleView>> view = new AtomicReference<>(seat::view);
    private final TechnicianServer server =
            Entrance.withoutPin("127.0.0.1", 0, () -> view.get().get(), Optional.of(bench));
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws IOException {
        bench.start(input -> {
            sensed.add(input);
            seat.sensed(input);
        });
        server.start();
        sensed.clear();
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        server.stop();
        bench.stop();
    }

    @Test
    void theConsoleIsAnsweredAsJson() throws Exception {
        HttpResponse<String> answer = get("/api/v1/console");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        ConsoleView read = WireJson.mapper().readValue(answer.body(), ConsoleView.class);
        assertThat(answer.body()).isEqualTo(WireJson.mapper().writeValueAsString(read));
        assertThat(json(answer).path("seat").stringValue()).isEqualTo("A-017");
        assertThat(json(answer).path("parts").size()).isEqualTo(BenchHardware.PARTS.size() + 1);
    }

    @Test
    void healthIsAnswered() throws Exception {
        assertThat(get("/healthz").body()).isEqualTo("{\"status\":\"ok\"}");
    }

    @ParameterizedTest
    @MethodSource
    void thePageIsServedAndKnownAgain(String path, String type) throws Exception {
        HttpResponse<String> first = get(path);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
        assertThat(first.body()).hasSizeGreaterThan(100);

        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = send(request(path).header("If-None-Match", tag));

        assertThat(again.statusCode()).isEqualTo(304);
    }

    static Stream<Arguments> thePageIsServedAndKnownAgain() {
        return PageFile.all(true).entrySet().stream()
                .map(file -> Arguments.of(file.getKey(), file.getValue().type()));
    }

    @Test
    void thePageHasNoInlineScriptOrStyleAndNoForeignAddress() throws Exception {
        String page = get("/").body();

        assertThat(page).doesNotContain("<style").doesNotContain("style=").doesNotContain("://");
        assertThat(page).doesNotContainPattern("<script(?![^>]* src=)").doesNotContainPattern("\\son[a-z]+=");
        assertThat(page).contains("data-played=\"yes\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/console", "/healthz", "/nothing", "/bench/outputs"})
    void everyAnswerIsProtected(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    @Test
    void aTappedBadgeLeavesAsItsCode() throws Exception {
        assertThat(post("/bench/badge", "{\"card\":\"" + CARD + "\"}").statusCode())
                .isEqualTo(202);

        assertThat(sensed).containsExactly(new Input.CardRead(KEY.code(CARD)));
    }

    @ParameterizedTest
    @CsvSource({"short,SHORT", "double,DOUBLE", "long,LONG", "very-long,VERY_LONG"})
    void everyPressArrives(String press, Input.Press expected) throws Exception {
        HttpResponse<String> answer = post("/bench/button", "{\"press\":\"" + press + "\"}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{}");
        assertThat(sensed).containsExactly(new Input.ButtonPressed(expected));
    }

    @Test
    void theHeadsetIsLiftedAndTheBellRung() throws Exception {
        assertThat(post("/bench/ring", "{\"bursts\":3}").statusCode()).isEqualTo(202);
        assertThat(post("/bench/hook", "{\"lifted\":true}").statusCode()).isEqualTo(202);
        assertThat(post("/bench/ring", "{\"bursts\":0}").statusCode()).isEqualTo(202);

        assertThat(sensed).containsExactly(new Input.BellRang(), new Input.HookMoved(true));
    }

    @Test
    void aPartThatFailsSensesNothingAndSaysSo() throws Exception {
        assertThat(post("/bench/part", "{\"part\":\"badge-reader\",\"ok\":false}")
                        .statusCode())
                .isEqualTo(202);

        HttpResponse<String> answer = post("/bench/badge", "{\"card\":\"" + CARD + "\"}");

        assertProblem(answer, 409, "badge-reader");
        assertThat(sensed).hasSize(1);
    }

    @Test
    void theOutputsAreAnsweredInLowerCase() throws Exception {
        post("/bench/badge", "{\"card\":\"" + CARD + "\"}");

        assertThat(get("/bench/outputs").body())
                .isEqualTo("{\"lamp\":{\"colour\":\"red\",\"pattern\":\"steady\",\"offlineGap\":false},"
                        + "\"digits\":\"\",\"buzzer\":\"silent\"}");

        post("/bench/part", "{\"part\":\"bell\",\"ok\":false}");
        assertThat(get("/bench/outputs").body()).contains("\"double-blink\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "/bench/badge  | {\"card\":4711}                      | 422 | text",
                "/bench/badge  | {\"card\":\"\"}                      | 422 | 1 to 64",
                "/bench/badge  | {\"card\":null}                      | 422 | text",
                "/bench/badge  | {}                                   | 400 | card",
                "/bench/badge  | {\"card\":\"04A1B2C3\",\"x\":1}      | 400 | card",
                "/bench/badge  | {\"04A1B2C3\":\"card\"}              | 400 | card",
                "/bench/badge  | \"04A1B2C3\"                         | 400 | object",
                "/bench/badge  | 04A1B2C3                             | 400 | object",
                "/bench/badge  | {\"card\":\"04A1B2C3\"               | 400 | object",
                "/bench/button | {\"press\":\"04A1B2C3\"}             | 422 | short, double, long, very-long",
                "/bench/button | {\"press\":\"SHORT\"}                | 422 | short, double, long, very-long",
                "/bench/button | {\"press\":1}                        | 422 | short, double, long, very-long",
                "/bench/hook   | {\"lifted\":\"yes\"}                 | 422 | true or false, found a string",
                "/bench/ring   | {\"bursts\":51}                      | 422 | 0 (silence) to 50, found 51",
                "/bench/ring   | {\"bursts\":-1}                      | 422 | found -1",
                "/bench/ring   | {\"bursts\":2.5}                     | 422 | whole number",
                "/bench/ring   | {\"bursts\":99999999999999999999}    | 422 | whole number",
                "/bench/part   | {\"part\":\"horn\",\"ok\":true}      | 422 | badge-reader, button, hook",
                "/bench/part   | {\"part\":\"hook\",\"ok\":1}         | 422 | true or false",
                "/bench/part   | {\"part\":\"hook\"}                  | 400 | part, ok",
                "/bench/hook   | [true]                               | 400 | lifted",
                "/bench/hook   | {\"lifted\":true} 04A1B2C3           | 400 | nothing else",
            })
    void whatIsWrongIsSaidAndNothingIsSensed(String path, String body, int status, String said) throws Exception {
        assertProblem(post(path, body), status, said);

        assertThat(sensed).isEmpty();
    }

    @Test
    void anEmptyBodyIsRefused() throws Exception {
        assertProblem(post("/bench/badge", ""), 400, "card");
    }

    @Test
    void aBodyIsBounded() throws Exception {
        String body = "{\"card\":\"" + CARD + "\"" + " ".repeat(5000) + "}";

        assertProblem(post("/bench/badge", body), 413, "4096");
        HttpRequest.Builder unannounced = request("/bench/badge")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))));
        assertProblem(send(unannounced), 413, "4096");
        assertThat(sensed).isEmpty();
    }

    @Test
    void onlyJsonIsRead() throws Exception {
        HttpRequest.Builder form = request("/bench/badge")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"card\":\"" + CARD + "\"}"));

        assertProblem(send(form), 415, "application/json");
        assertProblem(send(request("/bench/badge").POST(BodyPublishers.ofString("{}"))), 415, "application/json");
        HttpRequest.Builder charset = request("/bench/hook")
                .header("Content-Type", "Application/JSON; charset=utf-8")
                .POST(BodyPublishers.ofString("{\"lifted\":true}"));
        assertThat(send(charset).statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({"/nothing", "/page.java", "/bench", "/bench/", "/index.html", "/api/v1/console/", "/technician/page.js"
    })
    void anUnknownPathIsAProblem(String path) throws Exception {
        assertProblem(get(path), 404, "/api/v1/console");
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/,'GET, HEAD'",
        "POST,/api/v1/console,'GET, HEAD'",
        "PUT,/healthz,'GET, HEAD'",
        "DELETE,/bench/outputs,'GET, HEAD'",
        "POST,/api/v1/stream,GET",
        "GET,/bench/badge,POST",
        "OPTIONS,/bench/ring,POST"
    })
    void aWrongMethodIsToldTheRightOnes(String method, String path, String allowed) throws Exception {
        HttpResponse<String> answer = send(request(path).method(method, BodyPublishers.noBody()));

        assertProblem(answer, 405, allowed);
        assertThat(answer.headers().firstValue("Allow")).contains(allowed);
    }

    @Test
    void anotherOriginMayNotPlayTheSeat() throws Exception {
        HttpRequest.Builder foreign = request("/bench/badge")
                .header("Content-Type", "application/json")
                .header("Origin", "http://evil.example")
                .POST(BodyPublishers.ofString("{\"card\":\"" + CARD + "\"}"));

        assertProblem(send(foreign), 403, "own page");
        assertProblem(send(request("/api/v1/stream").header("Origin", "http://evil.example")), 403, "own page");
        assertThat(sensed).isEmpty();
    }

    @Test
    void theOwnPageMayPlayTheSeat() throws Exception {
        HttpRequest.Builder own = request("/bench/badge")
                .header("Content-Type", "application/json")
                .header("Origin", "http://127.0.0.1:" + server.port())
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString("{\"card\":\"" + CARD + "\"}"));

        assertThat(send(own).statusCode()).isEqualTo(202);
    }

    @Test
    void aNameThatWasMadeToPointHereIsRefused() throws Exception {
        String answer = raw("GET /api/v1/console HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 421").contains("application/problem+json", "127.0.0.1");
        assertThat(raw("GET /api/v1/stream HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421");
    }

    @Test
    void whatIsNoHttpIsAProblemToo() throws Exception {
        assertThat(raw("HELLO\r\n\r\n")).startsWith("HTTP/1.1 400").contains("nosniff");
        String long8k = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + "x".repeat(9000) + "\r\n\r\n";
        assertThat(raw(long8k)).startsWith("HTTP/1.1 431").contains("application/problem+json");
    }

    @Test
    void withoutABenchItsPathsAreNotThere() throws Exception {
        TechnicianServer looked = Entrance.withoutPin("localhost", 0, seat::view, Optional.empty());
        looked.start();
        try {
            for (String path : List.of("/bench/outputs", "/bench/badge", "/bench/ring")) {
                HttpResponse<String> answer =
                        send(HttpRequest.newBuilder(URI.create("http://localhost:" + looked.port() + path)));
                assertThat(answer.statusCode()).isEqualTo(404);
                assertThat(answer.body()).doesNotContain("bench");
            }
            URI page = URI.create("http://localhost:" + looked.port() + "/");
            assertThat(send(HttpRequest.newBuilder(page)).body()).contains("data-played=\"no\"");
        } finally {
            looked.stop();
        }
    }

    @Test
    void aViewThatCannotBeHadIsAProblem() throws Exception {
        view.set(() -> {
            throw new IllegalStateException("seen only in the log");
        });

        assertProblem(get("/api/v1/console"), 500, "log");
    }

    @Test
    void whoListensHearsTheViewAtOnceAndEachChange() throws Exception {
        try (BufferedReader stream = listen()) {
            assertThat(nextView(stream).path("state").path("headset").stringValue())
                    .isEqualTo("RESTING");

            bench.hook(true);

            assertThat(nextView(stream).path("state").path("headset").stringValue())
                    .isEqualTo("LIFTED");
        }
    }

    @Test
    void atMostTwentyListenAndAPlaceIsFreeAgainWhenOneLeaves() throws Exception {
        List<Socket> listeners = new ArrayList<>();
        try {
            for (int n = 0; n < ViewStream.MOST_LISTENERS; n++) {
                listeners.add(listenRaw());
            }
            assertProblem(get("/api/v1/stream"), 503, "20");

            listeners.removeFirst().close();
            int status = 503;
            while (status == 503) {
                Thread.sleep(20);
                try (InputStream again = client.send(request("/api/v1/stream").build(), BodyHandlers.ofInputStream())
                        .body()) {
                    status = again.read() == 'e' ? 200 : 503;
                }
            }
        } finally {
            for (Socket listener : listeners) {
                listener.close();
            }
        }
    }

    @Test
    void aStopEndsTheStreams() throws Exception {
        try (BufferedReader stream = listen()) {
            nextView(stream);

            server.stop();
            server.stop();

            while (stream.readLine() != null) {
                // what was still on its way
            }
        }
    }

    @Test
    void aTakenPortIsNamedWithWhatToDo() {
        TechnicianServer second = Entrance.withoutPin("127.0.0.1", server.port(), seat::view, Optional.empty());

        assertThatThrownBy(second::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("port " + server.port())
                .hasMessageContaining("stop the program that has it")
                .hasMessageContaining("http.port");
        second.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7"})
    void beyondLoopbackNothingIsServedWithoutAPin(String host) {
        TechnicianServer open = Entrance.withoutPin(host, 0, seat::view, Optional.empty());

        assertThatThrownBy(open::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no PIN: set one with ./seatline console-pin")
                .hasMessageContaining(host)
                .hasMessageContaining("set http.host to 127.0.0.1");
    }

    @AfterEach
    void noAnswerHoldsACardNumber() {
        assertThat(answers).noneMatch(answer -> answer.contains(CARD));
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String said) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = json(answer);
        assertThat(problem.path("status").intValue()).isEqualTo(status);
        assertThat(problem.path("type").stringValue()).isEqualTo("about:blank");
        assertThat(problem.path("title").stringValue()).isNotBlank();
        assertThat(problem.path("detail").stringValue()).contains(said);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return WireJson.mapper().readTree(answer.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        if (!answer.uri().getPath().equals("/hands.js")) {
            // that file names the cards which can be played with
            answers.add(answer.headers().map() + answer.body());
        }
        return answer;
    }

    private BufferedReader listen() throws Exception {
        HttpResponse<InputStream> stream = client.send(request("/api/v1/stream").build(), BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(stream.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        return new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
    }

    private static JsonNode nextView(BufferedReader stream) throws IOException {
        String line = stream.readLine();
        while (line != null && !line.startsWith("data: ")) {
            line = stream.readLine();
        }
        assertThat(line).isNotNull();
        return WireJson.mapper().readTree(java.util.Objects.requireNonNull(line).substring("data: ".length()));
    }

    private Socket open() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.port());
    }

    /// A listener that can be cut off like a browser that goes away.
    private Socket listenRaw() throws IOException {
        Socket socket = open();
        socket.getOutputStream()
                .write("GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        return socket;
    }

    private String raw(String request) throws IOException {
        try (Socket socket = open()) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
