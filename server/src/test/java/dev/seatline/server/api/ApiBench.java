package dev.seatline.server.api;

import dev.seatline.server.HubConfig;
import dev.seatline.server.people.CheapPeople;
import dev.seatline.server.people.HandTime;
import dev.seatline.server.people.Managed;
import dev.seatline.server.people.MemoryPeopleStore;
import dev.seatline.server.people.People;
import dev.seatline.server.people.Role;
import dev.seatline.server.people.SignIn;
import dev.seatline.server.people.Subject;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SiteId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole HTTP server over a fake hub, and a client that knows how to ask it. For one test.
final class ApiBench implements AutoCloseable {
    static final String PASSWORD = "violet tram over 9 bridges";
    static final Duration LIMIT = Duration.ofSeconds(20);
    private static final JsonMapper JSON = new JsonMapper();
    private static final Subject BOSS = new Subject(Subject.Kind.ACCOUNT, "boss");

    final HandTime time = new HandTime(FakeDesk.NOON);
    final FakeDesk desk;
    final FakeRules rules = new FakeRules();
    final MemoryPeopleStore store = new MemoryPeopleStore();
    final People people = CheapPeople.of(store, time);
    final HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final AtomicInteger made = new AtomicInteger();
    private final HubConfig config;
    private final ApiServer server;

    ApiBench() throws IOException {
        this(3, new StreamLimits(Duration.ofMillis(100), 3, 50), new NoPages());
    }

    ApiBench(int seats, StreamLimits limits, Handler pages) throws IOException {
        desk = new FakeDesk(seats);
        config = config(new HubConfig.Http("127.0.0.1", 0, Optional.empty()));
        server = server(config.http(), limits, pages);
        server.start();
    }

    static final class NoPages extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            return false;
        }
    }

    static HubConfig config(HubConfig.Http http) {
        return new HubConfig(
                new SiteId("north"),
                "北厅",
                ZoneId.of("Asia/Shanghai"),
                Path.of("unused"),
                new HubConfig.Mqtt.Embedded("127.0.0.1", 0, Optional.empty()),
                http,
                List.of(),
                List.of(
                        new HubConfig.PersonEntry(new PersonId("A1"), "王芳", "east", true, false, List.of()),
                        new HubConfig.PersonEntry(new PersonId("A2"), "李雷", "east", true, true, List.of())),
                new HubConfig.SeatSettings(List.of(), List.of(), 300, 0, List.of()));
    }

    /// Another server over the same hub and people, not started.
    ApiServer server(HubConfig.Http http, StreamLimits limits, Handler pages) {
        return new ApiServer(http, config, desk, rules, new Figures(), people, time, new Random(7), pages, limits);
    }

    static Metrics metrics(HubDesk desk, People people) {
        return new Metrics(desk, new Figures(), people, () -> 0);
    }

    int port() {
        return server.port();
    }

    /// An API token of the role.
    String token(Role role) {
        String name = role.code() + "-" + made.incrementAndGet();
        return ((Managed.Done) people.registry().createToken(name, role, null, BOSS, "")).secret();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    HttpRequest.Builder request(String method, String path, String... headers) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(uri(path)).timeout(LIMIT).method(method, BodyPublishers.noBody());
        return headers.length == 0 ? builder : builder.headers(headers);
    }

    HttpRequest.Builder json(String method, String path, String body, String... headers) {
        return request(method, path, headers)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(Role role, String path) throws IOException, InterruptedException {
        return send(request("GET", path, "Authorization", "Bearer " + token(role)));
    }

    HttpResponse<String> post(Role role, String path, String body) throws IOException, InterruptedException {
        return send(json("POST", path, body, "Authorization", "Bearer " + token(role)));
    }

    static JsonNode body(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    /// The account `admin`, with [#PASSWORD] already set.
    void admin() {
        String first = people.registry().firstStart().orElseThrow();
        SignIn.SignedIn in = (SignIn.SignedIn) people.signIn("admin", first, "");
        SignIn ignored = people.changePassword(in.identity(), first, PASSWORD, "");
    }

    /// A browser's session.
    record Browser(String cookie, String csrf) {}

    Browser signIn(String user, String password) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(
                json("POST", "/api/v1/session", "{\"user\":\"%s\",\"password\":\"%s\"}".formatted(user, password)));
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return new Browser(
                cookie.substring(0, cookie.indexOf(';')),
                body(answer).path("csrf").stringValue());
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.stop();
    }

    private static final class Figures implements HubFigures {
        @Override
        public long ruleFaults() {
            return 13;
        }

        @Override
        public long lateFacts() {
            return 14;
        }

        @Override
        public long facts() {
            return 7;
        }

        @Override
        public long duplicates() {
            return 1;
        }

        @Override
        public long gaps() {
            return 2;
        }

        @Override
        public long losses() {
            return 3;
        }

        @Override
        public long rejected() {
            return 4;
        }

        @Override
        public long failedCommits() {
            return 8;
        }

        @Override
        public long unrecognised() {
            return 9;
        }

        @Override
        public int queued() {
            return 10;
        }

        @Override
        public long commits() {
            return 5;
        }

        @Override
        public double commitSeconds() {
            return 0.5;
        }
    }
}
