package dev.seatline.device.technician;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.hardware.bench.BenchHardware;
import dev.seatline.device.loop.HandTime;
import dev.seatline.device.seat.SeatRules;
import dev.seatline.device.technician.signin.PinFile;
import dev.seatline.device.technician.signin.PinHash;
import dev.seatline.device.technician.signin.SignIn;
import dev.seatline.time.SystemTime;
import dev.seatline.wire.SiteKey;
import dev.seatline.wire.WireJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Signing in over real HTTP, with the clock in the test's hand.
@Timeout(30)
class SignInServerTest {
    private static final String PIN = "271828";
    private static final int FEW_ROUNDS = 1_000;
    private static final String SESSION = "/api/v1/session";

    @TempDir
    private Path data;

    private final BenchHardware bench =
            new BenchHardware(SiteKey.ofHex("5a".repeat(32)), new SystemTime(), SeatRules.DEFAULT);
    private final PlayedSeat seat = new PlayedSeat(new SystemTime(), bench);
    private final HandTime clock = new HandTime(Instant.EPOCH);
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<TechnicianServer> servers = new ArrayList<>();
    private TechnicianServer server = Entrance.withoutPin("127.0.0.1", 0, seat::view, Optional.empty());

    @BeforeEach
    void startWithAPin() throws IOException {
        bench.start(seat::sensed);
        setPin(PIN);
        server = serve("127.0.0.1");
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        servers.forEach(TechnicianServer::stop);
        bench.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/console",
                "/api/v1/stream",
                "/page.js",
                "/details.js",
                "/session.js",
                "/bench/outputs",
                "/nothing",
                "/sign-in/../page.js",
                "/healthz/../api/v1/console",
                "//",
                "/%2e/page.js"
            })
    void whoIsNotSignedInSeesNothingOfTheSeat(String path) throws Exception {
        HttpResponse<String> answer = get(path, "");

        assertThat(answer.statusCode()).isIn(400, 401);
        assertThat(answer.body()).doesNotContain("A-017").doesNotContain("parts");
    }

    @Test
    void whoIsNotSignedInPlaysNothing() throws Exception {
        assertThat(post("/bench/hook", "{\"lifted\":true}", "").statusCode()).isEqualTo(401);
        assertThat(seat.view().state().headset()).hasToString("RESTING");

        assertThat(post("/bench/hook", "{\"lifted\":true}", signedIn()).statusCode())
                .isEqualTo(202);
        assertThat(seat.view().state().headset()).hasToString("LIFTED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/healthz",
                "/sign-in",
                "/sign-in.js",
                "/sign-in-words.js",
                "/words.js",
                "/early.js",
                "/technician.css",
                "/icon.svg",
                SESSION
            })
    void whatSigningInNeedsIsForEverybody(String path) throws Exception {
        assertThat(get(path, "").statusCode()).isEqualTo(200);
    }

    @Test
    void thePageLeadsToTheSignInPageAndIsThereAfterwards() throws Exception {
        HttpResponse<String> away = get("/", "");
        assertThat(away.statusCode()).isEqualTo(303);
        assertThat(away.headers().firstValue("Location")).contains("/sign-in");
        assertThat(away.body()).isEmpty();

        assertThat(get("/", signedIn()).body()).contains("data-played");
    }

    @Test
    void theRightPinGivesACookieThatScriptsAndOtherSitesDoNotGet() throws Exception {
        HttpResponse<String> answer = pin(PIN);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .matches("seatline-console-c-7f3a=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict");
        assertThat(answer.body()).isEqualTo("{\"number\":1}");
        String cookie = cookie(answer);
        assertThat(get("/api/v1/console", cookie).statusCode()).isEqualTo(200);
        JsonNode shown = json(get(SESSION, cookie));
        assertThat(shown.path("signedIn").booleanValue()).isTrue();
        assertThat(shown.path("present").size()).isEqualTo(1);
    }

    @Test
    void aStolenLinkGivesNothing() throws Exception {
        String cookie = signedIn();
        String token = cookie.substring(cookie.indexOf('=') + 1);
        assertThat(get("/api/v1/console", "").statusCode()).isEqualTo(401);
        for (String query : List.of("?" + cookie, "?token=" + token, "?pin=" + PIN, "?session=" + token)) {
            assertThat(get("/api/v1/console" + query, "").statusCode()).isEqualTo(401);
            assertThat(get("/" + query, "").statusCode()).isEqualTo(303);
        }
        assertThat(get("/api/v1/console", "seatline-console-other=" + token).statusCode())
                .isEqualTo(401);
        HttpRequest.Builder bearer = request("/api/v1/console").header("Authorization", "Bearer " + token);
        assertThat(send(bearer).statusCode()).isEqualTo(401);
    }

    @Test
    void tenWrongPinsCostMoreAndMoreTime() throws Exception {
        List<Long> pauses = new ArrayList<>();
        for (int n = 0; n < 10; n++) {
            HttpResponse<String> answer = pin("90641728" + n);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("the PIN is wrong").doesNotContain("90641728");
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
            long pause = answer.headers().firstValueAsLong("Retry-After").orElse(0);
            pauses.add(pause);
            if (pause > 0) {
                HttpResponse<String> right = pin(PIN);
                assertThat(right.statusCode())
                        .as("even the right one is not looked at")
                        .isEqualTo(429);
                assertThat(right.headers().firstValueAsLong("Retry-After")).hasValue(pause);
                assertThat(json(get(SESSION, "")).path("pauseSeconds").longValue())
                        .isEqualTo(pause);
            }
            clock.pass(Duration.ofSeconds(pause));
        }
        assertThat(pauses).containsExactly(0L, 0L, 0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L);
        assertThat(pin(PIN).statusCode()).isEqualTo(200);
    }

    @Test
    void manyGuessesAtOnceAreNotAllTried() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
            all.add(client.sendAsync(
                    pinRequest("{\"pin\":\"9064172%02d\"}".formatted(n)).build(), BodyHandlers.ofString()));
        }
        int tried = 0;
        for (CompletableFuture<HttpResponse<String>> one : all) {
            tried += one.join().statusCode() == 401 ? 1 : 0;
        }
        assertThat(tried).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "{}                                  | 400",
                "[]                                  | 400",
                "null                                | 400",
                "\"271828\"                          | 400",
                "271828                              | 400",
                "{\"pin\":271828}                    | 400",
                "{\"pin\":null}                      | 400",
                "{\"pin\":[\"271828\"]}              | 400",
                "{\"pin\":\"271828\",\"x\":1}        | 400",
                "{\"pin\":\"271828\"} {}             | 400",
                "{\"pin\":\"271828\"                 | 400",
                "{\"pin\":1e99999999999}             | 400",
                "{\"Pin\":\"271828\"}                | 400",
                "pin=271828                          | 400",
                "{\"pin\":\"\"}                      | 422",
                "{\"pin\":\"27182\"}                 | 422",
                "{\"pin\":\"2718281828459\"}         | 422",
                "{\"pin\":\" 271828\"}               | 422",
                "{\"pin\":\"271828\\u0000\"}         | 422",
                "{\"pin\":\"２７１８２８\"}                  | 422",
                "{\"pin\":\"' or 1=1\"}              | 422",
            })
    void nonsenseIsRefusedAndCountsForNothing(String body, int status) throws Exception {
        for (int n = 0; n < 7; n++) {
            HttpResponse<String> answer = send(pinRequest(body));
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body()).doesNotContain("2718").doesNotContain("1=1");
        }
        assertThat(pin(PIN).statusCode()).isEqualTo(200);
    }

    @Test
    void bodiesAreSmallAndJson() throws Exception {
        assertThat(pin(PIN + " ".repeat(300)).statusCode()).isEqualTo(413);
        assertThat(send(request(SESSION)
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("{\"pin\":\"" + PIN + "\"}")))
                        .statusCode())
                .isEqualTo(415);
        HttpRequest.Builder foreign = pinRequest("{\"pin\":\"" + PIN + "\"}").header("Origin", "http://evil.example");
        assertThat(send(foreign).statusCode()).isEqualTo(403);
    }

    @Test
    void randomBytesNeverBreakTheDoor() throws Exception {
        Random random = new Random(7);
        for (int n = 0; n < 300; n++) {
            byte[] body = new byte[random.nextInt(256)];
            random.nextBytes(body);
            HttpRequest.Builder sent = request(SESSION)
                    .header("Content-Type", "application/json")
                    .header("Cookie", "seatline-console-c-7f3a=" + "%;=, \"\\x".repeat(random.nextInt(4)))
                    .POST(BodyPublishers.ofByteArray(body));
            assertThat(send(sent).statusCode()).isIn(400, 422);
        }
        assertThat(pin(PIN).statusCode()).isEqualTo(200);
    }

    @Test
    void whoSignsOutIsOutAndSoIsHisStream() throws Exception {
        String cookie = signedIn();
        String other = signedIn();
        try (BufferedReader stream = listen(cookie);
                BufferedReader otherStream = listen(other)) {
            assertThat(next(stream, "console").path("seat").stringValue()).isEqualTo("A-017");
            next(otherStream, "console");

            HttpResponse<String> out =
                    send(request(SESSION).header("Cookie", cookie).DELETE());

            assertThat(out.statusCode()).isEqualTo(204);
            assertThat(out.headers().firstValue("Set-Cookie").orElseThrow()).contains("c-7f3a=;", "Max-Age=0");
            assertThat(next(stream, "ended").stringValue()).isEqualTo("SIGNED_OUT");
            assertThat(stream.lines()).allMatch(String::isEmpty);
            bench.hook(true);
            while (!next(otherStream, "console")
                    .path("state")
                    .path("headset")
                    .stringValue()
                    .equals("LIFTED")) {
                // the other goes on
            }
        }
        assertThat(get("/api/v1/console", cookie).statusCode()).isEqualTo(401);
        assertThat(get("/api/v1/console", other).statusCode()).isEqualTo(200);
    }

    @Test
    void twoTechniciansSeeEachOther() throws Exception {
        String first = signedIn();
        try (BufferedReader stream = listen(first)) {
            assertThat(next(stream, "present").size()).isEqualTo(1);
            clock.pass(Duration.ofSeconds(90));
            String second = signedIn();

            JsonNode both = next(stream, "present");
            while (both.size() < 2) {
                both = next(stream, "present");
            }
            assertThat(both.get(0).path("from").stringValue()).isEqualTo("127.0.0.1");
            assertThat(both.get(0).path("seconds").longValue()).isEqualTo(90);
            assertThat(both.get(1).path("number").intValue()).isEqualTo(2);
            assertThat(json(get(SESSION, second)).path("number").intValue()).isEqualTo(2);
            assertThat(json(get(SESSION, "")).path("present").size()).isZero();
        }
    }

    @Test
    void anOpenPageThatNobodyTouchesIsSignedOut() throws Exception {
        String cookie = signedIn();
        try (BufferedReader stream = listen(cookie)) {
            next(stream, "console");
            clock.pass(Duration.ofMinutes(29));
            get(SESSION, cookie);
            clock.pass(Duration.ofMinutes(29));
            bench.hook(true);
            next(stream, "console");
            clock.pass(Duration.ofMinutes(1));

            assertThat(next(stream, "ended").stringValue()).isEqualTo("IDLE");
        }
    }

    @Test
    void anotherPinEndsAllSessions() throws Exception {
        String cookie = signedIn();
        try (BufferedReader stream = listen(cookie)) {
            next(stream, "console");
            setPin("804915");
            clock.pass(Duration.ofSeconds(1));

            assertThat(next(stream, "ended").stringValue()).isEqualTo("PIN_CHANGED");
        }
        assertThat(get("/api/v1/console", cookie).statusCode()).isEqualTo(401);
        assertThat(pin(PIN).statusCode()).isEqualTo(401);
        assertThat(pin("804915").statusCode()).isEqualTo(200);
    }

    @Test
    void aPinThatIsSetWhileThePageIsOpenClosesIt() throws Exception {
        Files.delete(new PinFile(data).path());
        clock.pass(Duration.ofSeconds(1));
        assertThat(json(get(SESSION, "")).path("mayLook").booleanValue()).isTrue();
        assertThat(pin(PIN).statusCode()).isEqualTo(409);
        assertThat(pin(PIN).body()).contains("console-pin");
        try (BufferedReader stream = listen("")) {
            next(stream, "console");
            setPin(PIN);
            clock.pass(Duration.ofSeconds(1));

            assertThat(next(stream, "ended").stringValue()).isEqualTo("PIN_CHANGED");
        }
        assertThat(get("/api/v1/console", "").statusCode()).isEqualTo(401);
    }

    @Test
    void aDamagedPinFileLetsNobodyIn() throws Exception {
        Files.writeString(new PinFile(data).path(), "271828");
        clock.pass(Duration.ofSeconds(1));

        assertThat(get("/api/v1/console", "").statusCode()).isEqualTo(401);
        assertThat(pin(PIN).statusCode()).isEqualTo(409);
        assertThat(json(get(SESSION, "")).path("pin").stringValue()).isEqualTo("unreadable");
        assertThat(get("/healthz", "").statusCode()).isEqualTo(200);
    }

    @Test
    void whoSignsInAgainFromTheSameBrowserLeavesNoSecondSession() throws Exception {
        String first = signedIn();
        HttpResponse<String> again =
                send(pinRequest("{\"pin\":\"" + PIN + "\"}").header("Cookie", first));

        assertThat(get("/api/v1/console", first).statusCode()).isEqualTo(401);
        assertThat(json(get(SESSION, cookie(again))).path("present").size()).isEqualTo(1);
    }

    /// Loopback only, as all tests: a server at all addresses is asked by this machine's own ones.
    @Test
    void beyondLoopbackTheAddressesOfThisMachineMayBeCalledAndOtherNamesNot() throws Exception {
        server = serve("0.0.0.0");
        for (InetAddress own : ownAddresses()) {
            assertThat(raw(own, own.getHostAddress())).startsWith("HTTP/1.1 200");
            assertThat(raw(own, "console-17.example:80")).startsWith("HTTP/1.1 200");
            assertThat(raw(own, "192.0.2.9")).startsWith("HTTP/1.1 421");
            assertThat(raw(own, "rebound.example")).startsWith("HTTP/1.1 421");
        }
        Files.delete(new PinFile(data).path());
        clock.pass(Duration.ofSeconds(1));
        assertThat(get("/api/v1/console", "").statusCode())
                .as("the network never sees a page without a PIN")
                .isEqualTo(401);
    }

    private static List<InetAddress> ownAddresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address)
                .toList();
    }

    private TechnicianServer serve(String host) throws IOException {
        TechnicianServer started = new TechnicianServer(
                Entrance.at(host, 0, "console-17.example"),
                seat::view,
                Optional.of(bench),
                new SignIn(new PinFile(data), clock, new SecureRandom()),
                List.of());
        started.start();
        servers.add(started);
        return started;
    }

    private void setPin(String pin) throws IOException {
        new PinFile(data).write(PinHash.of(pin, FEW_ROUNDS, new SecureRandom()));
    }

    private String signedIn() throws Exception {
        HttpResponse<String> answer = pin(PIN);
        assertThat(answer.statusCode()).isEqualTo(200);
        return cookie(answer);
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    private HttpResponse<String> pin(String pin) throws Exception {
        return send(pinRequest("{\"pin\":\"" + pin + "\"}"));
    }

    private HttpRequest.Builder pinRequest(String body) {
        return request(SESSION).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    private HttpResponse<String> get(String path, String cookie) throws Exception {
        return send(cookie.isEmpty() ? request(path) : request(path).header("Cookie", cookie));
    }

    private HttpResponse<String> post(String path, String body, String cookie) throws Exception {
        HttpRequest.Builder posted =
                request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        return send(cookie.isEmpty() ? posted : posted.header("Cookie", cookie));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private BufferedReader listen(String cookie) throws Exception {
        HttpRequest.Builder wish = request("/api/v1/stream");
        HttpResponse<InputStream> stream = client.send(
                (cookie.isEmpty() ? wish : wish.header("Cookie", cookie)).build(), BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        return new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
    }

    /// What the next event of this name holds; fails at the end of the stream.
    private static JsonNode next(BufferedReader stream, String event) throws IOException {
        String line = stream.readLine();
        while (line != null && !line.equals("event: " + event)) {
            line = stream.readLine();
        }
        assertThat(line).as("an event %s before the stream ends", event).isNotNull();
        return WireJson.mapper().readTree(stream.readLine().substring("data: ".length()));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return WireJson.mapper().readTree(answer.body());
    }

    private String raw(InetAddress to, String host) throws IOException {
        try (Socket socket = new Socket(to, server.port())) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream()
                    .write(("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
