package dev.seatline.server.api;

import static dev.seatline.server.api.ApiServerTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.people.Managed;
import dev.seatline.server.people.Role;
import dev.seatline.server.people.SignIn;
import dev.seatline.server.people.Subject;
import dev.seatline.server.rules.VerdictKind;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class VerdictApiTest {
    private static final Instant NOON = FakeDesk.NOON;

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

    private static List<String> matters(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return ApiBench.body(answer)
                .path("verdicts")
                .valueStream()
                .map(verdict -> verdict.path("matter").stringValue())
                .toList();
    }

    private List<String> seen(Role role, String query) throws Exception {
        return matters(api.get(role, "/api/v1/verdicts" + query));
    }

    /// The session of an agent whose account is named like this.
    private ApiBench.Browser agent(String name) throws Exception {
        String first = ((Managed.Done) api.people
                        .registry()
                        .createAccount(name, Role.AGENT, new Subject(Subject.Kind.ACCOUNT, "boss"), ""))
                .secret();
        SignIn.SignedIn in = (SignIn.SignedIn) api.people.signIn(name, first, "");
        SignIn ignored = api.people.changePassword(in.identity(), first, ApiBench.PASSWORD, "");
        return api.signIn(name, ApiBench.PASSWORD);
    }

    private HttpResponse<String> get(ApiBench.Browser who, String path) throws Exception {
        return api.send(api.request("GET", path, "Cookie", who.cookie()));
    }

    @Test
    void aVerdictSaysEverythingAndLeavesOutWhatItDoesNotHave() throws Exception {
        api.rules.say(FakeRules.late("arrival/1", "A1", 1));
        HttpResponse<String> answer = api.get(Role.SUPERVISOR, "/api/v1/verdicts");
        JsonNode body = ApiBench.body(answer);
        JsonNode verdict = body.path("verdicts").path(0);
        assertThat(List.copyOf(verdict.propertyNames()))
                .containsExactly(
                        "id",
                        "matter",
                        "kind",
                        "rule",
                        "edition",
                        "team",
                        "agent",
                        "agentName",
                        "seat",
                        "date",
                        "at",
                        "minutes",
                        "provisional",
                        "withdrawn",
                        "recordedAt",
                        "why");
        assertThat(verdict.path("kind").stringValue()).isEqualTo("late");
        assertThat(verdict.path("agentName").stringValue()).isEqualTo("王芳");
        assertThat(verdict.path("at").stringValue()).isEqualTo("2026-11-22T12:01:00+08:00");
        assertThat(verdict.at("/why/zh/headline").stringValue()).isEqualTo("迟到：1 分钟 · 王芳 · S1");
        assertThat(verdict.at("/why/en/lines/1").stringValue()).isEqualTo("Rule: group-seat-management/04, edition 1");
        assertThat(body.path("next").asLong()).isEqualTo(1);
        assertThat(body.path("more").asBoolean()).isFalse();
    }

    @Test
    void verdictsAreFoundByTimePlaceAndKind() throws Exception {
        api.rules.say(
                FakeRules.late("a", "A1", 1),
                FakeRules.late("b", "A2", 10),
                FakeRules.verdict("c", VerdictKind.UNDERSTAFFED, null, NOON, true));
        assertThat(seen(Role.MANAGER, "")).containsExactly("a", "b", "c");
        assertThat(seen(Role.MANAGER, "?from=2026-11-22T12:01:00%2B08:00&to=2026-11-22T12:10:00+08:00"))
                .containsExactly("a");
        assertThat(seen(Role.MANAGER, "?agent=A2")).containsExactly("b");
        assertThat(seen(Role.MANAGER, "?seat=S1&team=east")).containsExactly("a", "b");
        assertThat(seen(Role.MANAGER, "?kind=understaffed,absence")).containsExactly("c");
        assertThat(seen(Role.MANAGER, "?limit=1&after=1")).containsExactly("b");
        assertThat(ApiBench.body(api.get(Role.MANAGER, "/api/v1/verdicts?limit=1"))
                        .path("more")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void whatIsAskedWronglyIsToldWithWhatIsAllowed() throws Exception {
        for (String query : List.of(
                "from=yesterday",
                "from=%2B999999999-12-31T23:59:59Z",
                "kind=late,lazy",
                "agent=%20",
                "seat=x/y",
                "open=maybe",
                "limit=1001",
                "colour=red")) {
            HttpResponse<String> answer = api.get(Role.MANAGER, "/api/v1/verdicts?" + query);
            assertProblem(answer, 400, "bad-request");
        }
    }

    @Test
    void openAreThoseThatMayChangeAndAlertsOfAQuarterOfAnHour() throws Exception {
        Instant now = api.time.now();
        api.rules.say(
                FakeRules.verdict("long over", VerdictKind.LATE, "A1", now.minusSeconds(901), false),
                FakeRules.verdict("just now", VerdictKind.LATE, "A1", now.minusSeconds(900), false),
                FakeRules.verdict("goes on", VerdictKind.UNDERSTAFFED, null, now.minusSeconds(9_000), true),
                FakeRules.verdict("for the books", VerdictKind.POINTS, "A1", now, false));
        assertThat(seen(Role.DUTY_LEADER, "?open=true")).containsExactly("just now", "goes on");
        assertThat(seen(Role.DUTY_LEADER, "?open=false")).hasSize(4);
    }

    @Test
    void aVerdictComesWithItsHistory() throws Exception {
        api.rules.say(FakeRules.late("m", "A1", 1));
        api.rules.say(FakeRules.late("m", "A1", 2));
        api.rules.takeBack("m");
        assertThat(seen(Role.AUDITOR, "")).isEmpty();
        JsonNode body = ApiBench.body(api.get(Role.AUDITOR, "/api/v1/verdicts/2"));
        assertThat(body.at("/verdict/replaces").asInt()).isEqualTo(1);
        assertThat(body.path("history").size()).isEqualTo(3);
        assertThat(body.at("/history/0/withdrawn").asBoolean()).isFalse();
        assertThat(body.at("/history/2/withdrawn").asBoolean()).isTrue();
        assertProblem(api.get(Role.AUDITOR, "/api/v1/verdicts/4"), 404, "not-found");
        assertProblem(api.get(Role.AUDITOR, "/api/v1/verdicts/m"), 404, "not-found");
        assertProblem(api.get(Role.AUDITOR, "/api/v1/verdicts/99999999999999999999"), 404, "not-found");
    }

    @Test
    void agentsSeeOnlyWhatIsSaidOfThemselves() throws Exception {
        api.rules.say(
                FakeRules.late("mine", "A1", 1),
                FakeRules.late("his", "A2", 1),
                FakeRules.verdict("fine", VerdictKind.FINE_PROPOSED, "A1", NOON, false),
                FakeRules.verdict("the team's", VerdictKind.UNDERSTAFFED, null, NOON, true));
        ApiBench.Browser me = agent("A1");
        assertThat(matters(get(me, "/api/v1/verdicts"))).containsExactly("mine", "fine");
        assertThat(matters(get(me, "/api/v1/verdicts?agent=A1&kind=late"))).containsExactly("mine");
        assertProblem(get(me, "/api/v1/verdicts?agent=A2"), 403, "forbidden");
        assertThat(get(me, "/api/v1/verdicts/1").statusCode()).isEqualTo(200);
        assertProblem(get(me, "/api/v1/verdicts/2"), 404, "not-found");
        assertProblem(get(me, "/api/v1/verdicts/4"), 404, "not-found");
        // a token is nobody's own, whatever its name
        assertThat(seen(Role.AGENT, "")).isEmpty();
    }

    @Test
    void aWallScreenSeesWhatCallsSomebodyAndNotThePointsAndFines() throws Exception {
        api.rules.say(
                FakeRules.late("late", "A1", 1),
                FakeRules.verdict("fine", VerdictKind.FINE_PROPOSED, "A1", NOON, false));
        assertThat(seen(Role.BOARD, "")).containsExactly("late");
        assertThat(seen(Role.BOARD, "?kind=fine-proposed")).isEmpty();
        assertProblem(api.get(Role.BOARD, "/api/v1/verdicts/2"), 404, "not-found");
    }
}
