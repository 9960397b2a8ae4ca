package dev.seatline.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.server.HubConfig;
import dev.seatline.server.people.Role;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiServerTest {
    @SuppressWarnings("NullAway.Init")
    private ApiBench api;

    @BeforeEach
    void start() throws IOException {
        api = new ApiBench();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void itSaysWhetherItIsAliveAndReady() throws Exception {
        assertThat(api.send(api.request("GET", "/healthz")).statusCode()).isEqualTo(200);
        assertThat(api.send(api.request("GET", "/readyz")).statusCode()).isEqualTo(200);

        api.desk.notReady.addAll(List.of("the broker is away", "the disk is full"));
        HttpResponse<String> not = api.send(api.request("GET", "/readyz"));
        assertProblem(not, 503, "not-ready");
        assertThat(not.body()).contains("the broker is away", "the disk is full");
        assertThat(api.send(api.request("GET", "/healthz")).statusCode()).isEqualTo(200);
    }

    @Test
    void metricsNeedAnIdentityAndTellTheHubsFigures() throws Exception {
        assertProblem(api.send(api.request("GET", "/metrics")), 401, "not-signed-in");
        HttpResponse<String> answer = api.get(Role.TECHNICIAN, "/metrics");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(answer.body())
                .contains(
                        "seatline_facts_total 7",
                        "seatline_rule_faults_total 13",
                        "seatline_late_facts_total 14",
                        "seatline_losses_total 3",
                        "seatline_commit_seconds_count 5",
                        "seatline_commit_seconds_sum 0.5",
                        "seatline_seats{state=\"READY\"} 3",
                        "seatline_links_online 3",
                        "seatline_http_requests_total{status=\"401\"} 1",
                        "seatline_jvm_memory_bytes{area=\"heap\"}");
    }

    @Test
    void everyAnswerCarriesItsSecurityHeaders() throws Exception {
        for (HttpResponse<String> answer : List.of(
                api.send(api.request("GET", "/healthz")),
                api.send(api.request("GET", "/nowhere")),
                api.send(api.request("GET", "/api/v1/seats", "Host-Is", "kept")))) {
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.headers().firstValue("Server")).isEmpty();
        }
    }

    @Test
    void whatIsNotThereIsAProblem() throws Exception {
        assertProblem(api.send(api.request("GET", "/nowhere")), 404, "not-found");
        assertProblem(api.send(api.request("GET", "/api/v1/")), 404, "not-found");
        HttpResponse<String> wrong = api.send(api.request("PUT", "/api/v1/session"));
        assertProblem(wrong, 405, "method-not-allowed");
        assertThat(wrong.headers().firstValue("Allow")).contains("POST, GET, HEAD, DELETE");
        assertThat(api.send(api.request("HEAD", "/healthz")).statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNoHttpIsAProblemToo() throws Exception {
        for (String raw : List.of(
                "NONSENSE\r\n\r\n",
                "GET /healthz HTTP/1.1\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /assets/..%2f..%2fx HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: localhost\r\nBad Header: x\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: localhost\r\nLong: " + "x".repeat(20_000) + "\r\n\r\n")) {
            String answer = raw(raw);
            String shown = raw.substring(0, Math.min(60, raw.length()));
            assertThat(answer).as(shown).matches("(?s)HTTP/1.1 4\\d\\d .*");
            assertThat(answer).as(shown).contains("application/problem+json").doesNotContain("Jetty", "<html");
        }
    }

    @Test
    void aRefusedBodyDoesNotCostTheConnection() throws Exception {
        String head = "POST /api/v1/accounts HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            socket.setSoTimeout((int) ApiBench.LIMIT.toMillis());
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            // the body comes when the refusal is long decided
            Thread.sleep(100);
            socket.getOutputStream().write("{}".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream()
                    .write("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            try (InputStream in = socket.getInputStream()) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .contains("HTTP/1.1 401", "HTTP/1.1 200");
            }
        }
    }

    @Test
    void anotherHostNameIsTurnedAway() throws Exception {
        assertThat(raw("GET /healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421")
                .contains("urn:seatline:problem:misdirected");
        for (String name : List.of("localhost", "127.0.0.1:99", "[::1]:8080", "LOCALHOST")) {
            assertThat(raw("GET /healthz HTTP/1.1\r\nHost: " + name + "\r\nConnection: close\r\n\r\n"))
                    .as(name)
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void seatsAreToldWithSiteTimeAndSpeed() throws Exception {
        HttpResponse<String> answer = api.get(Role.BOARD, "/api/v1/seats");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        var body = ApiBench.body(answer);
        assertThat(body.path("site").toString()).isEqualTo("{\"id\":\"north\",\"name\":\"北厅\"}");
        assertThat(body.path("now").stringValue()).isEqualTo("2026-11-22T12:00:00+08:00");
        assertThat(body.path("speed").asDouble()).isEqualTo(30);
        assertThat(body.path("limits").toString()).isEqualTo("{\"notReadySeconds\":300}");
        assertThat(body.path("version").asLong()).isEqualTo(1);
        assertThat(body.path("seats").get(0).toString())
                .isEqualTo("{\"seat\":\"S0\",\"team\":\"east\",\"state\":\"READY\",\"reason\":null,\"agent\":null,"
                        + "\"agentName\":null,\"relief\":null,\"since\":\"2026-11-22T12:00:00+08:00\",\"rings\":0,"
                        + "\"headset\":\"RESTING\",\"link\":\"ONLINE\",\"linkSince\":\"2026-11-22T12:00:00+08:00\","
                        + "\"clock\":\"TRUSTED\",\"raised\":false,\"raisedSince\":null,\"pending\":null,\"breakMinutes\":null,"
                        + "\"faultReported\":false,\"backlog\":0,\"lost\":0}");
    }

    @Test
    void seatsAreFilteredAndFoundOneByOne() throws Exception {
        assertThat(ApiBench.body(api.get(Role.MANAGER, "/api/v1/seats?team=west"))
                        .path("seats"))
                .hasSize(1);
        assertThat(ApiBench.body(api.get(Role.MANAGER, "/api/v1/seats?state=BREAK"))
                        .path("seats"))
                .isEmpty();
        assertThat(ApiBench.body(api.get(Role.MANAGER, "/api/v1/seats/S1"))
                        .path("seat")
                        .stringValue())
                .isEqualTo("S1");
        assertProblem(api.get(Role.MANAGER, "/api/v1/seats/S9"), 404, "not-found");
        assertProblem(api.get(Role.MANAGER, "/api/v1/seats/a%20b"), 404, "not-found");
        HttpResponse<String> state = api.get(Role.MANAGER, "/api/v1/seats?state=LAZY");
        assertProblem(state, 400, "bad-request");
        assertThat(state.body()).contains("LAZY", "SIGNED_OUT, READY");
        assertProblem(api.get(Role.MANAGER, "/api/v1/seats?color=red"), 400, "bad-request");
        assertProblem(api.get(Role.MANAGER, "/api/v1/seats?team=a&team=b"), 400, "bad-request");
        assertProblem(api.get(Role.MANAGER, "/api/v1/seats?team=%ff%c0"), 400, "bad-request");
    }

    @Test
    void everyRouteIsClosedToWhoeverMayNotUseIt() throws Exception {
        for (Route route : everyRoute()) {
            String path = route.pattern()
                    .replace("{seat}", "S1")
                    .replace("{name}", "anna")
                    .replace("{id}", "1");
            if (route.access().open()) {
                continue;
            }
            assertThat(api.send(api.json(route.method(), path, "{}")).statusCode())
                    .as(route.method() + " " + path + " by nobody")
                    .isEqualTo(401);
            for (Role role : Role.values()) {
                if (!route.access().roles().contains(role)) {
                    HttpResponse<String> answer = api.send(
                            api.json(route.method(), path, "{}", "Authorization", "Bearer " + api.token(role)));
                    assertThat(answer.statusCode())
                            .as(route.method() + " " + path + " by " + role)
                            .isEqualTo(403);
                    assertThat(answer.body()).contains("the role " + role.code());
                }
            }
        }
        assertThat(Arrays.stream(Role.values()).filter(Access.FLOOR.roles()::contains))
                .doesNotContain(Role.AGENT);
    }

    @Test
    void unknownAndExpiredTokensAreRefused() throws Exception {
        for (String value : List.of("Bearer nonsense", "Bearer ", "Basic YTpi", "Bearer " + "x".repeat(4_000))) {
            HttpResponse<String> answer = api.send(api.request("GET", "/api/v1/seats", "Authorization", value));
            assertProblem(answer, 401, "not-signed-in");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        }
    }

    @Test
    void theDescriptionIsServedToAnybody() throws Exception {
        assertThat(ApiBench.body(api.send(api.request("GET", "/api/v1/openapi.json")))
                        .path("openapi")
                        .stringValue())
                .isEqualTo("3.1.0");
    }

    @Test
    void aTakenPortIsExplained() {
        ApiServer second = api.server(
                new HubConfig.Http("127.0.0.1", api.port(), Optional.empty()),
                StreamLimits.USUAL,
                new ApiBench.NoPages());
        assertThatThrownBy(second::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("port " + api.port())
                .hasMessageContaining("http.port");
        second.stop();
    }

    @Test
    void plainHttpIsForLoopbackOnly() {
        ApiServer open = api.server(
                new HubConfig.Http("0.0.0.0", 0, Optional.empty()), StreamLimits.USUAL, new ApiBench.NoPages());
        assertThatThrownBy(open::start).isInstanceOf(IOException.class).hasMessageContaining("http.tls");
    }

    @Test
    void aStoppedServerListensToTheHubNoMore() {
        assertThat(api.desk.listeners()).isEqualTo(1);
        api.close();
        assertThat(api.desk.listeners()).isZero();
    }

    private static List<Route> everyRoute() {
        return OpenApiTest.routes();
    }

    static void assertProblem(HttpResponse<String> answer, int status, String kind) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(ApiBench.body(answer).path("type").stringValue()).isEqualTo("urn:seatline:problem:" + kind);
        assertThat(ApiBench.body(answer).path("status").asInt()).isEqualTo(status);
        assertThat(ApiBench.body(answer).path("detail").stringValue()).isNotBlank();
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            socket.setSoTimeout((int) ApiBench.LIMIT.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            try (InputStream in = socket.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
