package dev.seatline.device.technician;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.device.hardware.bench.BenchHardware;
import dev.seatline.device.seat.SeatRules;
import dev.seatline.device.technician.signin.PinFile;
import dev.seatline.device.technician.signin.PinHash;
import dev.seatline.time.SystemTime;
import dev.seatline.wire.SiteKey;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What goes through a [Door], and who may pass.
@Timeout(30)
class DoorTest {
    private static final String PIN = "271828";

    @TempDir
    private Path data;

    private final HttpClient client = HttpClient.newHttpClient();
    private final BenchHardware bench =
            new BenchHardware(SiteKey.ofHex("5a".repeat(32)), new SystemTime(), SeatRules.DEFAULT);
    private final PlayedSeat seat = new PlayedSeat(new SystemTime(), bench);
    private TechnicianServer server = Entrance.withoutPin("127.0.0.1", 0, seat::view, Optional.empty());

    @BeforeEach
    void start() throws IOException {
        server = new TechnicianServer(
                Entrance.at("127.0.0.1", 0),
                seat::view,
                Optional.empty(),
                Entrance.signIn(data),
                List.of(new TestDoor()));
        server.start();
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        server.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/told, 200",
        "HEAD, /api/v1/told, 200",
        "GET, /api/v1/secret, 401",
        "HEAD, /api/v1/secret, 401",
        "POST, /api/v1/told, 401",
        "PUT, /api/v1/told, 401",
        "GET, /api/v1/much, 200",
        "POST, /api/v1/told/more, 404"
    })
    void withoutAPinOneMayLookAndChangeNothing(String method, String path, int status) throws Exception {
        assertThat(ask(method, path, "{}", "").statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/told, 200",
        "HEAD, /api/v1/told, 200",
        "GET, /api/v1/secret, 200",
        "POST, /api/v1/told, 200",
        "PUT, /api/v1/told, 405",
        "GET, /api/v1/much, 200",
        "POST, /api/v1/told/more, 404"
    })
    void withAPinOnlyWhoSignedInPasses(String method, String path, int status) throws Exception {
        setPin();
        assertThat(ask(method, path, "{}", "").statusCode()).isEqualTo(401);
        assertThat(ask(method, path, "{}", signIn()).statusCode()).isEqualTo(status);
    }

    @Test
    void aDoorHearsWhatWasAsked() throws Exception {
        assertThat(ask("GET", "/api/v1/told?level=warn&text=a%20b", "", "").body())
                .contains("GET")
                .contains("level=warn")
                .contains("text=a b")
                .contains("nobody");
    }

    @Test
    void aDoorHearsWhoAsks() throws Exception {
        setPin();
        assertThat(ask("POST", "/api/v1/told", "{\"a\":1}", signIn()).body())
                .contains("POST")
                .contains("a is 1")
                .contains("session 1");
    }

    @Test
    void aBodyIsBoundedAndMustBeJson() throws Exception {
        setPin();
        String cookie = signIn();
        assertThat(ask("POST", "/api/v1/told", "x".repeat(65), cookie).statusCode())
                .isEqualTo(413);
        HttpRequest form = HttpRequest.newBuilder(at("/api/v1/told"))
                .header("Cookie", cookie)
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}"))
                .build();
        assertThat(client.send(form, BodyHandlers.ofString()).statusCode()).isEqualTo(415);
        assertThat(ask("POST", "/api/v1/told", "{\"a\":1,\"b\":2}", cookie).body())
                .contains("exactly the fields a");
    }

    @Test
    void aFileIsSentWhileItIsWritten() throws Exception {
        HttpResponse<String> much = ask("GET", "/api/v1/much", "", "");
        assertThat(much.body()).hasSize(1_000_000);
        assertThat(much.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"much.txt\"");
        assertThat(much.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(ask("HEAD", "/api/v1/much", "", "").body()).isEmpty();
    }

    @Test
    void aFileThatBreaksOffDoesNotLookWhole() {
        assertThatThrownBy(() -> ask("GET", "/api/v1/broken", "", "")).isInstanceOf(IOException.class);
    }

    @Test
    void aNameOfAFileCannotBreakOutOfItsHeader() {
        assertThatThrownBy(() -> Answer.download("a\"\r\nSet-Cookie: b", "text/plain", new byte[0]))
                .hasMessageContaining("letters, digits");
    }

    private void setPin() throws IOException {
        new PinFile(data).write(PinHash.of(PIN, 1_000, new SecureRandom()));
    }

    private String signIn() throws Exception {
        return ask("POST", "/api/v1/session", "{\"pin\":\"" + PIN + "\"}", "")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .split(";", 2)[0];
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private HttpResponse<String> ask(String method, String path, String body, String cookie) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        List.of("GET", "HEAD").contains(method)
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(body));
        return client.send(
                (cookie.isEmpty() ? request : request.header("Cookie", cookie)).build(), BodyHandlers.ofString());
    }

    private static final class TestDoor implements Door {
        @Override
        public Map<String, Way> ways() {
            return Map.of(
                    "/api/v1/told",
                    new Way(List.of("GET", "POST"), Need.LOOKING, 64),
                    "/api/v1/secret",
                    new Way(List.of("GET"), Need.CHANGING, 0),
                    "/api/v1/much",
                    Way.look(),
                    "/api/v1/broken",
                    Way.look());
        }

        @Override
        public Answer answer(Asked asked) {
            return switch (asked.path()) {
                case "/api/v1/much" ->
                    Answer.stream(
                            "much.txt",
                            "text/plain",
                            out -> IntStream.range(0, 1_000).forEach(_ -> write(out, "y".repeat(1_000))));
                case "/api/v1/broken" ->
                    Answer.stream("broken.txt", "text/plain", out -> {
                        write(out, "y".repeat(100_000));
                        throw new IOException("the disk is gone");
                    });
                default -> told(asked);
            };
        }

        private static Answer told(Asked asked) {
            if (asked.method().equals("POST")
                    && !asked.body().equals("{}")
                    && asked.object("a").isEmpty()) {
                return Asked.wrongFields("a");
            }
            String said = asked.object("a").map(sent -> "a is " + sent.get("a")).orElse("nothing");
            return Answer.json(
                    200,
                    asked.method() + " " + asked.query() + " " + said + " "
                            + asked.session()
                                    .map(one -> "session " + one.number())
                                    .orElse("nobody"));
        }

        private static void write(OutputStream out, String text) {
            try {
                out.write(text.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
