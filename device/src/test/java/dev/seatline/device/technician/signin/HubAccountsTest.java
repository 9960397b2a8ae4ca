package dev.seatline.device.technician.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.seatline.device.technician.signin.AccountCheck.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the console makes of a hub's answers, friendly or not.
@Timeout(60)
class HubAccountsTest {
    private static final String RIGHT =
            "{\"user\":\"t1\",\"role\":\"technician\",\"csrf\":\"c7\",\"mustChange\":false}";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer hub;
    private HubAccounts accounts;

    @BeforeEach
    void startsAHub() throws IOException {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.setExecutor(threads);
        hub.start();
        accounts = new HubAccounts(
                URI.create("http://127.0.0.1:" + hub.getAddress().getPort()), Optional.empty(), Duration.ofSeconds(3));
    }

    @AfterEach
    void stopsIt() {
        goesOn.countDown();
        hub.stop(0);
        threads.close();
    }

    @Test
    void aTechnicianIsTakenAndSignedOutAtTheHubAtOnce() {
        answers(200, RIGHT);
        assertThat(accounts.ask("t1", "secret")).isEqualTo(new Verdict.Technician());
        assertThat(asked)
                .containsExactly(
                        "POST /api/v1/session {\"user\":\"t1\",\"password\":\"secret\"}",
                        "DELETE /api/v1/session seatline=s9 c7");
    }

    @Test
    void whoeverIsNoTechnicianIsNotTakenAndSignedOutToo() {
        answers(200, RIGHT.replace("technician", "agent"));
        assertThat(accounts.ask("a1", "secret")).isInstanceOf(Verdict.NotAllowed.class);
        assertThat(asked).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"role\":\"technician\",\"csrf\":\"c7\",\"mustChange\":true} | NotAllowed",
                "200 | {\"role\":\"technician\",\"csrf\":\"c7\"} | NotAllowed",
                "200 | {\"role\":7} | Unreachable",
                "200 | <html>Welcome</html> | Unreachable",
                "200 | [] | Unreachable",
                "401 | {} | Wrong",
                "429 | {} | Held",
                "302 | {} | Unreachable",
                "500 | {} | Unreachable"
            })
    void anythingElseIsNoSignIn(int status, String body, String verdict) {
        answers(status, body);
        assertThat(accounts.ask("t1", "secret").getClass().getSimpleName()).isEqualTo(verdict);
        assertThat(asked).allMatch(line -> line.contains("/api/v1/session"));
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        hub.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                byte[] much = new byte[1 << 16];
                for (int i = 0; i < 100_000; i++) {
                    out.write(much);
                }
            }
        });
        assertThat(accounts.ask("t1", "secret")).isInstanceOf(Verdict.Unreachable.class);
    }

    @Test
    void anAnswerThatNeverEndsAndNoneAtAllAreWaitedForSecondsOnly() {
        hub.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            awaitGoesOn();
        });
        assertThat(accounts.ask("t1", "secret"))
                .isInstanceOfSatisfying(
                        Verdict.Unreachable.class,
                        answer -> assertThat(answer.why()).contains("3000 ms"));
        HubAccounts nobody = new HubAccounts(URI.create("http://127.0.0.1:1"), Optional.empty());
        assertThat(nobody.ask("t1", "secret")).isInstanceOf(Verdict.Unreachable.class);
    }

    private void awaitGoesOn() {
        try {
            goesOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answers(int status, String body) {
        hub.createContext("/", exchange -> {
            asked.add(line(exchange));
            exchange.getResponseHeaders().add("Set-Cookie", "seatline=s9; Path=/; HttpOnly");
            exchange.getResponseHeaders().add("Retry-After", "7");
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
    }

    private static String line(HttpExchange exchange) throws IOException {
        String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        return exchange.getRequestMethod().equals("DELETE")
                ? line + " " + exchange.getRequestHeaders().getFirst("Cookie") + " "
                        + exchange.getRequestHeaders().getFirst("X-CSRF-Token")
                : line + " " + sorted(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    /// The two fields in one order.
    private static String sorted(String body) {
        return body.replace("{\"password\":\"secret\",\"user\":\"t1\"}", "{\"user\":\"t1\",\"password\":\"secret\"}");
    }
}
