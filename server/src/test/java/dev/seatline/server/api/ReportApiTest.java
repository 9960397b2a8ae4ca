package dev.seatline.server.api;

import static dev.seatline.server.api.ApiServerTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.people.Managed;
import dev.seatline.server.people.Role;
import dev.seatline.server.people.SignIn;
import dev.seatline.server.people.Subject;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class ReportApiTest {
    private static final String LEAVE =
            "{\"form\":\"leave\",\"agent\":\"A1\",\"type\":\"sick\",\"from\":\"2026-11-23\",\"to\":\"2026-11-23\"}";

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

    private HttpResponse<String> tell(Role role, String body) throws Exception {
        return api.post(role, "/api/v1/reports", body);
    }

    private ApiBench.Browser signedIn(String name, Role role) throws Exception {
        String first = ((Managed.Done)
                        api.people.registry().createAccount(name, role, new Subject(Subject.Kind.ACCOUNT, "boss"), ""))
                .secret();
        SignIn.SignedIn in = (SignIn.SignedIn) api.people.signIn(name, first, "");
        SignIn ignored = api.people.changePassword(in.identity(), first, ApiBench.PASSWORD, "");
        return api.signIn(name, ApiBench.PASSWORD);
    }

    @Test
    void whatIsToldIsKeptAndReadAgain() throws Exception {
        HttpResponse<String> made = tell(Role.SUPERVISOR, LEAVE);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        JsonNode list = ApiBench.body(api.get(Role.MANAGER, "/api/v1/reports"));
        assertThat(list.path("reports").size()).isEqualTo(1);
        JsonNode report = list.path("reports").path(0);
        assertThat(report).isEqualTo(ApiBench.body(made));
        assertThat(report.path("at").stringValue()).isEqualTo("2026-11-22T12:00:00+08:00");
        assertThat(report.path("by").stringValue()).startsWith("token:");
        assertThat(report.path("key").isNull()).isTrue();
        assertThat(report.at("/report/type").stringValue()).isEqualTo("sick");
        assertThat(list.path("more").asBoolean()).isFalse();
    }

    @Test
    void theSameKeyIsAnsweredWithWhatWasToldFirst() throws Exception {
        String keyed = LEAVE.replace("}", ",\"key\":\"n-1\"}");
        ApiBench.Browser boss = signedIn("boss", Role.MANAGER);
        JsonNode first = ApiBench.body(send(boss, keyed));
        JsonNode again = ApiBench.body(send(boss, keyed));
        assertThat(again).isEqualTo(first);
        assertThat(first.path("key").stringValue()).isEqualTo("n-1");
        assertProblem(send(boss, keyed.replace("sick", "annual")), 409, "conflict");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"form":"holiday","agent":"A1"}                         | 400 | found "holiday"
            {"form":"notice","agent":"A7"}                          | 400 | found "A7", allowed is one of the people of the hub
            {"form":"notice","agent":"A1","why":"x"}                | 400 | why
            {"login":"A1","seat":"S9"}                              | 400 | found "S9", allowed is one of the seats of the hub
            {"badge":"A1","seat":"S1"}                              | 400 | one of form, approve, refuse, acknowledge, release, call
            {"form":"notice","agent":"A1","at":"2026-11-22T12:00:01+08:00"} | 400 | at must be a moment of the last 2 days
            {"form":"notice","agent":"A1","at":"2026-11-20T11:59:59+08:00"} | 400 | at must be a moment of the last 2 days
            {"form":"notice","agent":"A1","at":7}                   | 400 | at must be a moment of the last 2 days
            {"form":"notice","agent":"A1","key":""}                 | 400 | key must be a text of 1 to 64 characters
            {"form":"notice","agent":{"a":1}}                       | 400 | agent
            {}                                                      | 400 | one of form
            []                                                      | 400 | must be a JSON object
            {"approve":"leave","agent":"A1"}                        | 400 | by
            """)
    void whatIsWrongIsToldWithWhatIsAllowed(String body, int status, String told) throws Exception {
        HttpResponse<String> answer = tell(Role.SUPERVISOR, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(ApiBench.body(answer).path("detail").stringValue()
                        + ApiBench.body(answer).path("errors"))
                .contains(told);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"TECHNICIAN", "QUALITY", "ADMINISTRATOR", "AUDITOR", "BOARD"})
    void whoHasNoBusinessThereTellsNothing(Role role) throws Exception {
        assertProblem(tell(role, LEAVE), 403, "forbidden");
    }

    @Test
    void anAgentHandsInHisOwnPapersAndNothingElse() throws Exception {
        ApiBench.Browser agent = signedIn("A1", Role.AGENT);
        assertThat(send(agent, LEAVE).statusCode()).isEqualTo(201);
        assertProblem(send(agent, LEAVE.replace("A1", "A2")), 403, "forbidden");
        assertProblem(send(agent, "{\"approve\":\"leave\",\"agent\":\"A1\"}"), 403, "forbidden");
        assertProblem(send(agent, "{\"incident\":\"open\",\"id\":\"I1\"}"), 403, "forbidden");
        assertProblem(send(agent, LEAVE.replace("}", ",\"at\":\"2026-11-22T11:00:00+08:00\"}")), 403, "forbidden");
        assertProblem(tell(Role.AGENT, LEAVE), 403, "forbidden");
        HttpResponse<String> list = api.send(api.request("GET", "/api/v1/reports", "Cookie", agent.cookie()));
        assertProblem(list, 403, "forbidden");
    }

    @Test
    void whoDecidesIsWhoIsSignedIn() throws Exception {
        ApiBench.Browser leader = signedIn("A2", Role.TEAM_LEADER);
        HttpResponse<String> made = send(leader, "{\"approve\":\"leave\",\"agent\":\"A1\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(ApiBench.body(made).at("/report/by").stringValue()).isEqualTo("A2");
        assertProblem(send(leader, "{\"approve\":\"leave\",\"agent\":\"A1\",\"by\":\"A1\"}"), 403, "forbidden");
        assertProblem(send(leader, "{\"approve\":\"leave\",\"agent\":\"A2\"}"), 403, "forbidden");
    }

    private HttpResponse<String> send(ApiBench.Browser who, String body) throws Exception {
        return api.send(api.json("POST", "/api/v1/reports", body, "Cookie", who.cookie(), "X-CSRF-Token", who.csrf()));
    }
}
