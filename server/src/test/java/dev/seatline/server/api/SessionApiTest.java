package dev.seatline.server.api;

import static dev.seatline.server.api.ApiServerTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.people.AuditEntry;
import dev.seatline.server.people.People;
import dev.seatline.server.people.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionApiTest {
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
    void signInGivesACookieThatScriptsCannotRead() throws Exception {
        api.admin();
        HttpResponse<String> answer = api.send(
                api.json("POST", "/api/v1/session", "{\"user\":\"admin\",\"password\":\"" + ApiBench.PASSWORD + "\"}"));
        assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
                .matches("seatline=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax");
        var body = ApiBench.body(answer);
        assertThat(body.propertyNames()).containsExactly("user", "role", "csrf", "mustChange");
        assertThat(body.path("role").stringValue()).isEqualTo("administrator");
    }

    @Test
    void theSessionTellsWhoIsSignedInUntilSignedOut() throws Exception {
        api.admin();
        ApiBench.Browser browser = api.signIn("admin", ApiBench.PASSWORD);
        HttpResponse<String> me = api.send(api.request("GET", "/api/v1/session", "Cookie", browser.cookie()));
        assertThat(ApiBench.body(me).path("user").stringValue()).isEqualTo("admin");
        assertThat(ApiBench.body(me).path("csrf").stringValue()).isEqualTo(browser.csrf());

        HttpResponse<String> out = api.send(
                api.request("DELETE", "/api/v1/session", "Cookie", browser.cookie(), "X-CSRF-Token", browser.csrf()));
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(out.headers().firstValue("Set-Cookie").orElse("")).contains("Max-Age=0");
        assertProblem(
                api.send(api.request("GET", "/api/v1/session", "Cookie", browser.cookie())), 401, "not-signed-in");
        assertProblem(api.send(api.request("GET", "/api/v1/session")), 401, "not-signed-in");
    }

    @Test
    void aWrongPasswordAndAnUnknownNameLookTheSame() throws Exception {
        api.admin();
        HttpResponse<String> wrong = signIn("{\"user\":\"admin\",\"password\":\"not this one\"}");
        HttpResponse<String> unknown = signIn("{\"user\":\"nobody\",\"password\":\"not this one\"}");
        assertProblem(wrong, 401, "sign-in-refused");
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void aLinkWithATokenSignsAWallScreenInForLong() throws Exception {
        HttpResponse<String> answer = signIn("{\"token\":\"" + api.token(Role.BOARD) + "\"}");
        assertThat(answer.headers().firstValue("Set-Cookie").orElse("")).contains("; Max-Age=34560000");
        assertThat(ApiBench.body(answer).path("role").stringValue()).isEqualTo("board");
        assertProblem(signIn("{\"token\":\"nonsense\"}"), 401, "sign-in-refused");
    }

    @Test
    void whoKeepsFailingIsToldWhenToComeBack() throws Exception {
        api.admin();
        for (int i = 0; i < 3; i++) {
            assertThat(atOnce("{\"user\":\"admin\",\"password\":\"wrong\"}").statusCode())
                    .isEqualTo(401);
        }
        String right = "{\"user\":\"admin\",\"password\":\"" + ApiBench.PASSWORD + "\"}";
        HttpResponse<String> held = atOnce(right);
        assertProblem(held, 429, "too-many-attempts");
        long seconds = Long.parseLong(held.headers().firstValue("Retry-After").orElseThrow());
        assertThat(seconds).isPositive();
        api.time.pass(Duration.ofSeconds(seconds));
        assertThat(atOnce(right).statusCode()).isEqualTo(200);
    }

    @Test
    void anExpiredSessionIsOver() throws Exception {
        api.admin();
        ApiBench.Browser browser = api.signIn("admin", ApiBench.PASSWORD);
        api.time.pass(People.IDLE);
        assertProblem(api.send(api.request("GET", "/api/v1/seats", "Cookie", browser.cookie())), 401, "not-signed-in");
    }

    @Test
    void aCookieAloneChangesNothing() throws Exception {
        api.admin();
        ApiBench.Browser browser = api.signIn("admin", ApiBench.PASSWORD);
        String anna = "{\"name\":\"anna\",\"role\":\"agent\"}";
        String cookie = browser.cookie();
        assertProblem(api.send(api.json("POST", "/api/v1/accounts", anna, "Cookie", cookie)), 403, "csrf");
        assertProblem(
                api.send(api.json("POST", "/api/v1/accounts", anna, "Cookie", cookie, "X-CSRF-Token", "f".repeat(64))),
                403,
                "csrf");
        assertThat(api.store.account("anna")).isEmpty();
        assertThat(api.send(api.json(
                                "POST", "/api/v1/accounts", anna, "Cookie", cookie, "X-CSRF-Token", browser.csrf()))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void aPageFromElsewhereCannotWriteNorSignIn() throws Exception {
        api.admin();
        ApiBench.Browser browser = api.signIn("admin", ApiBench.PASSWORD);
        String right = "{\"user\":\"admin\",\"password\":\"" + ApiBench.PASSWORD + "\"}";
        for (String origin : List.of(
                "https://evil.example",
                "null",
                "http://127.0.0.1",
                "http://127.0.0.1:" + api.port() + ".evil.example")) {
            assertProblem(
                    api.send(api.request(
                            "DELETE",
                            "/api/v1/session",
                            "Cookie",
                            browser.cookie(),
                            "X-CSRF-Token",
                            browser.csrf(),
                            "Origin",
                            origin)),
                    403,
                    "csrf");
            assertProblem(api.send(api.json("POST", "/api/v1/session", right, "Origin", origin)), 403, "csrf");
        }
        String own = "http://127.0.0.1:" + api.port();
        assertThat(api.send(api.json("POST", "/api/v1/session", right, "Origin", own))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aGivenPasswordOpensNothingButItsOwnChange() throws Exception {
        String given = api.people.registry().firstStart().orElseThrow();
        ApiBench.Browser browser = api.signIn("admin", given);
        assertProblem(
                api.send(api.request("GET", "/api/v1/seats", "Cookie", browser.cookie())), 403, "password-to-change");
        assertThat(ApiBench.body(api.send(api.request("GET", "/api/v1/session", "Cookie", browser.cookie())))
                        .path("mustChange")
                        .asBoolean())
                .isTrue();

        assertProblem(change(browser, given, "short"), 422, "unfit-value");
        assertProblem(change(browser, "wrong", ApiBench.PASSWORD), 401, "sign-in-refused");
        HttpResponse<String> changed = change(browser, given, ApiBench.PASSWORD);
        assertThat(changed.statusCode()).isEqualTo(200);
        String cookie = changed.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        assertThat(cookie).isNotEqualTo(browser.cookie());
        assertThat(api.send(api.request("GET", "/api/v1/seats", "Cookie", cookie))
                        .statusCode())
                .isEqualTo(200);
        assertProblem(
                api.send(api.request("GET", "/api/v1/session", "Cookie", browser.cookie())), 401, "not-signed-in");
    }

    @Test
    void bodiesThatAreNotWhatTheyShouldBeAreExplained() throws Exception {
        for (String body : List.of(
                "",
                "{",
                "[]",
                "null",
                "7",
                "{\"user\":\"a\",\"user\":\"b\",\"password\":\"c\"}",
                "{} {}",
                "[".repeat(30_000),
                "{\"user\":1,\"password\":[]}",
                "{\"user\":\"\",\"password\":\"\"}",
                "{\"user\":\"a\",\"password\":\"b\",\"remember\":true}",
                "{\"token\":\"" + "x".repeat(1_000) + "\"}",
                "{\"token\":\"x\",\"user\":\"a\"}")) {
            assertProblem(signIn(body), 400, "bad-request");
        }
        HttpResponse<String> both = signIn(
                "{\"user\":1,\"password\":\"SECRET".concat("x".repeat(300)).concat("\"}"));
        assertThat(ApiBench.body(both).path("errors")).hasSize(2);
        assertThat(both.body()).doesNotContain("SECRET");
    }

    @Test
    void onlyJsonOfABoundedSizeIsRead() throws Exception {
        String json = "{\"token\":\"x\"}";
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "application/jsonx")) {
            assertProblem(
                    api.send(api.request("POST", "/api/v1/session", "Content-Type", type)
                            .POST(BodyPublishers.ofString(json))),
                    415,
                    "not-json");
        }
        assertProblem(
                api.send(api.request("POST", "/api/v1/session").POST(BodyPublishers.ofString(json))), 415, "not-json");
        assertThat(api.send(api.request("POST", "/api/v1/session", "Content-Type", "Application/JSON; charset=utf-8")
                                .POST(BodyPublishers.ofString(json)))
                        .statusCode())
                .isEqualTo(401);
        String huge = "{\"token\":\"" + "x".repeat(Exchange.LARGEST_BODY) + "\"}";
        assertProblem(signIn(huge), 413, "too-large");
        HttpRequest.Builder chunked = api.request("POST", "/api/v1/session", "Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(huge.getBytes(StandardCharsets.UTF_8))));
        assertProblem(api.send(chunked), 413, "too-large");
    }

    @Test
    void aTokenHasNoPasswordToChange() throws Exception {
        assertProblem(
                api.post(Role.MANAGER, "/api/v1/session/password", "{\"old\":\"a\",\"new\":\"b\"}"), 403, "forbidden");
    }

    @Test
    void accountsAreMadeDisabledAndGivenNewPasswords() throws Exception {
        HttpResponse<String> made =
                api.post(Role.ADMINISTRATOR, "/api/v1/accounts", "{\"name\":\"anna\",\"role\":\"team-leader\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        ApiBench.Browser anna =
                api.signIn("anna", ApiBench.body(made).path("password").stringValue());
        assertProblem(
                api.post(Role.ADMINISTRATOR, "/api/v1/accounts", "{\"name\":\"anna\",\"role\":\"agent\"}"),
                409,
                "conflict");
        HttpResponse<String> wrong =
                api.post(Role.ADMINISTRATOR, "/api/v1/accounts", "{\"name\":\"a b\",\"role\":\"king\"}");
        assertProblem(wrong, 400, "bad-request");
        assertThat(wrong.body()).contains("team-leader", "king", "[A-Za-z0-9_-]");
        assertProblem(
                api.post(Role.ADMINISTRATOR, "/api/v1/accounts", "{\"name\":\"w\",\"role\":\"board\"}"),
                400,
                "bad-request");

        var listed = ApiBench.body(api.get(Role.AUDITOR, "/api/v1/accounts")).path("accounts");
        assertThat(listed.get(0).toString())
                .contains("\"name\":\"anna\",\"role\":\"team-leader\",\"disabled\":false,\"mustChange\":true")
                .doesNotContain("argon2");

        assertThat(delete("/api/v1/accounts/anna").statusCode()).isEqualTo(204);
        assertProblem(api.send(api.request("GET", "/api/v1/session", "Cookie", anna.cookie())), 401, "not-signed-in");
        assertProblem(delete("/api/v1/accounts/nobody"), 404, "not-found");
        HttpResponse<String> reset = api.send(api.request(
                "POST", "/api/v1/accounts/anna/password", "Authorization", "Bearer " + api.token(Role.ADMINISTRATOR)));
        ApiBench.Browser again =
                api.signIn("anna", ApiBench.body(reset).path("password").stringValue());
        assertThat(again.cookie()).isNotEqualTo(anna.cookie());
    }

    @Test
    void theLastAdministratorStays() throws Exception {
        api.admin();
        assertProblem(delete("/api/v1/accounts/admin"), 409, "conflict");
    }

    @Test
    void tokensAreShownOnceAndEndWhenRemovedOrExpired() throws Exception {
        HttpResponse<String> made = api.post(
                Role.ADMINISTRATOR,
                "/api/v1/tokens",
                "{\"name\":\"wall\",\"role\":\"board\",\"expires\":\"2026-11-22T13:00:00+08:00\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        String token = ApiBench.body(made).path("token").stringValue();
        assertThat(api.get(Role.AUDITOR, "/api/v1/tokens").body())
                .contains("\"name\":\"wall\"", "\"expires\":\"2026-11-22T13:00:00+08:00\"")
                .doesNotContain(token);
        assertThat(seatsBy(token)).isEqualTo(200);
        api.time.pass(Duration.ofHours(1));
        assertThat(seatsBy(token)).isEqualTo(401);

        for (String expires : List.of("\"yesterday\"", "\"2020-01-01T00:00:00Z\"", "7", "\"2027-01-01\"")) {
            assertProblem(
                    api.post(
                            Role.ADMINISTRATOR,
                            "/api/v1/tokens",
                            "{\"name\":\"t\",\"role\":\"board\",\"expires\":" + expires + "}"),
                    400,
                    "bad-request");
        }
        assertThat(delete("/api/v1/tokens/wall").statusCode()).isEqualTo(204);
        assertProblem(delete("/api/v1/tokens/wall"), 404, "not-found");
    }

    @Test
    void theTrailIsReadByPages() throws Exception {
        api.admin();
        ApiBench.Browser ignored = api.signIn("admin", ApiBench.PASSWORD);
        int all = api.people.audit(0, 1_000).size() + 1; // the reader's own token
        var first = ApiBench.body(api.get(Role.AUDITOR, "/api/v1/audit?limit=2"));
        assertThat(first.path("entries")).hasSize(2);
        assertThat(first.path("more").asBoolean()).isTrue();
        assertThat(first.path("entries").get(0).path("deed").stringValue())
                .isEqualTo(AuditEntry.Deed.FIRST_START.name());
        var rest = ApiBench.body(api.get(
                Role.AUDITOR, "/api/v1/audit?after=" + first.path("next").asLong()));
        assertThat(rest.path("entries").size()).isEqualTo(all - 2 + 1);
        assertThat(rest.path("more").asBoolean()).isFalse();
        assertProblem(api.get(Role.AUDITOR, "/api/v1/audit?limit=0"), 400, "bad-request");
        assertProblem(api.get(Role.AUDITOR, "/api/v1/audit?after=-1"), 400, "bad-request");
        assertProblem(api.get(Role.AUDITOR, "/api/v1/audit?after=x"), 400, "bad-request");
    }

    private int seatsBy(String token) throws IOException, InterruptedException {
        return api.send(api.request("GET", "/api/v1/seats", "Authorization", "Bearer " + token))
                .statusCode();
    }

    /// Lets enough time pass for nobody to be held back.
    private HttpResponse<String> signIn(String body) throws IOException, InterruptedException {
        api.time.pass(Duration.ofMinutes(5));
        return atOnce(body);
    }

    private HttpResponse<String> atOnce(String body) throws IOException, InterruptedException {
        return api.send(api.json("POST", "/api/v1/session", body));
    }

    private HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return api.send(api.request("DELETE", path, "Authorization", "Bearer " + api.token(Role.ADMINISTRATOR)));
    }

    private HttpResponse<String> change(ApiBench.Browser browser, String old, String fresh)
            throws IOException, InterruptedException {
        return api.send(api.json(
                "POST",
                "/api/v1/session/password",
                "{\"old\":\"%s\",\"new\":\"%s\"}".formatted(old, fresh),
                "Cookie",
                browser.cookie(),
                "X-CSRF-Token",
                browser.csrf()));
    }
}
