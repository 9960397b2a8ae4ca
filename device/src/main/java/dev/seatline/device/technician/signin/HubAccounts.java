package dev.seatline.device.technician.signin;

import dev.seatline.device.trust.Trust;
import dev.seatline.wire.WireJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Asks the hub, as a browser would: signs in there, looks at the role, and signs out at once. Takes nothing
/// else, goes nowhere that the hub would send it, reads a little and waits for seconds only. Any thread.
public final class HubAccounts implements AccountCheck {
    private static final String SESSION = "/api/v1/session";
    private static final Set<String> ROLES = Set.of("technician", "administrator");
    private static final Duration CONNECT = Duration.ofSeconds(4);
    private static final Duration LONGEST = Duration.ofSeconds(8);
    private static final int LARGEST_ANSWER = 16 * 1024;
    private static final int LONGEST_PAUSE_SECONDS = 3600;

    private final URI hub;
    private final Optional<Path> trust;
    private final Duration longest;

    /// @param hub `https://host:port`, or `http://` on loopback
    /// @param trust certificates to trust, PEM; empty for the machine's own
    public HubAccounts(URI hub, Optional<Path> trust) {
        this(hub, trust, LONGEST);
    }

    HubAccounts(URI hub, Optional<Path> trust, Duration longest) {
        this.hub = hub;
        this.trust = trust;
        this.longest = longest;
    }

    @Override
    public Verdict ask(String account, String password) {
        // made for one question: it is asked seldom, and a client keeps a thread
        try (HttpClient client = client()) {
            HttpResponse<String> answer = send(
                    client,
                    request()
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofByteArray(
                                    WireJson.write(Map.of("user", account, "password", password))))
                            .build());
            Verdict verdict = verdict(answer);
            signOut(client, answer);
            client.shutdownNow();
            return verdict;
        } catch (IllegalArgumentException e) {
            return new Verdict.Unreachable(String.valueOf(e.getMessage()));
        } catch (NotAnsweredException e) {
            return new Verdict.Unreachable("the hub at " + hub + " does not answer (" + e.getMessage() + ")");
        }
    }

    private HttpClient client() {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1);
        return hub.getScheme().equals("https")
                ? builder.sslContext(Trust.context(trust)).build()
                : builder.build();
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(hub.resolve(SESSION)).timeout(longest);
    }

    private HttpResponse<String> send(HttpClient client, HttpRequest request) throws NotAnsweredException {
        CompletableFuture<HttpResponse<String>> sent =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_ANSWER));
        try {
            return sent.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new NotAnsweredException(
                    cause == null ? "no reason" : cause.getClass().getSimpleName());
        } catch (TimeoutException e) {
            throw new NotAnsweredException("nothing whole came within " + longest.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotAnsweredException("interrupted");
        } finally {
            sent.cancel(true);
            if (!sent.isDone() || sent.isCompletedExceptionally()) {
                client.shutdownNow();
            }
        }
    }

    private static Verdict verdict(HttpResponse<String> answer) {
        return switch (answer.statusCode()) {
            case 200 -> role(answer.body());
            case 401, 403, 422 -> new Verdict.Wrong();
            case 429 -> new Verdict.Held(Duration.ofSeconds(retryAfter(answer)));
            default ->
                new Verdict.Unreachable("the hub answered with status " + answer.statusCode()
                        + ", which is no answer to this question; is http.hub-accounts the hub's address?");
        };
    }

    private static Verdict role(String body) {
        @Nullable JsonNode tree = tree(body);
        if (tree == null || !tree.path("role").isString()) {
            return new Verdict.Unreachable("what answered is no hub; is http.hub-accounts the hub's address?");
        }
        if (!ROLES.contains(tree.path("role").stringValue())) {
            return new Verdict.NotAllowed("the account is neither a technician's nor an administrator's; ask an"
                    + " administrator of the hub for that role");
        }
        if (tree.path("mustChange").asBoolean(true)) {
            return new Verdict.NotAllowed("the account has a one-time password; choose your own at the hub first");
        }
        return new Verdict.Technician();
    }

    private static long retryAfter(HttpResponse<String> answer) {
        String text = answer.headers().firstValue("Retry-After").orElse("");
        return text.matches("\\d{1,6}") ? Math.min(LONGEST_PAUSE_SECONDS, Long.parseLong(text)) : 1;
    }

    /// The hub's session was only the answer to a question. Should this fail, it ends there by itself.
    private void signOut(HttpClient client, HttpResponse<String> answer) {
        Optional<String> cookie = answer.headers().firstValue("Set-Cookie").map(value -> value.split(";", 2)[0]);
        @Nullable JsonNode tree = tree(answer.body());
        if (answer.statusCode() != 200 || cookie.isEmpty() || tree == null) {
            return;
        }
        try {
            int status = send(
                            client,
                            request()
                                    .header("Cookie", cookie.get())
                                    .header("X-CSRF-Token", tree.path("csrf").asString(""))
                                    .DELETE()
                                    .build())
                    .statusCode();
            Logger.debug("signing out at the hub: status {}", status);
        } catch (NotAnsweredException | IllegalArgumentException e) {
            Logger.debug("signing out at the hub failed: {}", e.getMessage());
        }
    }

    private static @Nullable JsonNode tree(String body) {
        try {
            return WireJson.mapper().readTree(body);
        } catch (JacksonException | NumberFormatException e) {
            return null;
        }
    }

    /// The hub could not be asked.
    private static final class NotAnsweredException extends Exception {
        private static final long serialVersionUID = 1L;

        NotAnsweredException(String message) {
            super(message);
        }
    }
}
