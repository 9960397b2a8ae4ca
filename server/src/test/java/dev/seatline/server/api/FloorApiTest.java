package dev.seatline.server.api;

import static dev.seatline.server.api.ApiServerTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.people.AuditEntry;
import dev.seatline.server.people.Role;
import dev.seatline.server.store.StoredEvent;
import dev.seatline.wire.BootId;
import dev.seatline.wire.CardCode;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.Order;
import dev.seatline.wire.Outcome;
import dev.seatline.wire.Reason;
import dev.seatline.wire.SeatId;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Events and orders.
class FloorApiTest {
    private static final String CARD = "0123456789abcdef".repeat(4);

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
    void eventsAreReadByPages() throws Exception {
        for (int i = 1; i <= 5; i++) {
            api.desk.events.add(event(i * 10L, i % 2 == 0 ? "S0" : "S1", new Fact.HandRaised()));
        }
        var first = ApiBench.body(api.get(Role.AUDITOR, "/api/v1/events?limit=2"));
        assertThat(first.path("events")).hasSize(2);
        assertThat(first.path("next").asLong()).isEqualTo(20);
        assertThat(first.path("more").asBoolean()).isTrue();
        var rest = ApiBench.body(api.get(Role.AUDITOR, "/api/v1/events?after=20&limit=3"));
        assertThat(rest.path("events")).hasSize(3);
        assertThat(rest.path("more").asBoolean()).isFalse();
        var end = ApiBench.body(api.get(Role.AUDITOR, "/api/v1/events?after=50"));
        assertThat(end.toString()).isEqualTo("{\"events\":[],\"next\":50,\"more\":false}");
        var one = ApiBench.body(api.get(Role.AUDITOR, "/api/v1/events?seat=S0"));
        assertThat(one.path("events")).hasSize(2);

        assertThat(first.path("events").get(0).toString())
                .isEqualTo("{\"id\":10,\"seat\":\"S1\",\"console\":\"c1\",\"journal\":\"j1\",\"sequence\":10,"
                        + "\"boot\":\"b1\",\"elapsedMillis\":5,\"wall\":\"2026-11-22T12:00:00+08:00\","
                        + "\"clock\":\"TRUSTED\",\"received\":\"2026-11-22T12:00:01+08:00\","
                        + "\"at\":\"2026-11-22T12:00:00+08:00\",\"time\":\"TRUSTED\","
                        + "\"fact\":{\"kind\":\"hand-raised\"}}");
    }

    @Test
    void badCursorsAndLimitsAreExplained() throws Exception {
        for (String query : List.of(
                "limit=0",
                "limit=1001",
                "limit=-1",
                "limit=x",
                "after=-1",
                "after=99999999999999999999",
                "seat=a%20b")) {
            assertProblem(api.get(Role.AUDITOR, "/api/v1/events?" + query), 400, "bad-request");
        }
    }

    @Test
    void cardCodesAreCutForWhoDoesNotLookAfterCards() throws Exception {
        api.desk.events.add(event(1, "S0", new Fact.CardRefused(new CardCode(CARD), Fact.CardRefusal.UNKNOWN)));
        api.desk.events.add(event(
                2, "S0", new Fact.Unrecognised("new-kind", Map.of("cards", List.of(CARD), "deep", Map.of("x", CARD)))));
        for (Role role : Role.values()) {
            if (!Access.FACTS.roles().contains(role)) {
                continue;
            }
            String body = api.get(role, "/api/v1/events").body();
            boolean whole = role == Role.ADMINISTRATOR || role == Role.TECHNICIAN || role == Role.AUDITOR;
            assertThat(body.contains(CARD)).as(role.code()).isEqualTo(whole);
            assertThat(body).contains(CARD.substring(0, 8));
        }
    }

    @Test
    void anOrderIsWrittenDownGivenAndAnswered() throws Exception {
        HttpResponse<String> answer =
                api.post(Role.DUTY_LEADER, "/api/v1/seats/S1/orders", "{\"wish\":{\"kind\":\"identify\"}}");
        assertThat(answer.body()).isEqualTo("{\"order\":\"o1\",\"result\":\"DONE\",\"detail\":\"\"}");
        assertThat(api.desk.wishes).containsExactly(new Order.Wish.Identify());
        AuditEntry last = api.people.audit(0, 1_000).getLast();
        assertThat(last.deed()).isEqualTo(AuditEntry.Deed.ORDER_GIVEN);
        assertThat(last.object()).isEqualTo("S1");
        assertThat(last.detail()).isEqualTo("identify");
        assertThat(last.who()).startsWith("token:duty-leader");

        api.desk.result = Outcome.Result.EXPIRED;
        assertThat(api.post(
                                Role.DUTY_LEADER,
                                "/api/v1/seats/S1/orders",
                                "{\"wish\":{\"kind\":\"force-state\",\"declaration\":{\"kind\":\"not-ready\","
                                        + "\"reason\":\"FORCED_BY_LEADER\"}}}")
                        .body())
                .contains("EXPIRED");
        assertThat(api.desk.wishes.getLast())
                .isEqualTo(new Order.Wish.ForceState(new Declaration.NotReady(Reason.FORCED_BY_LEADER)));
    }

    @Test
    void aTechnicianOrdersOnlyWhatHarmsNobody() throws Exception {
        String show = "{\"wish\":{\"kind\":\"show\",\"text\":\"8888\"}}";
        assertThat(api.post(Role.TECHNICIAN, "/api/v1/seats/S1/orders", show).statusCode())
                .isEqualTo(200);
        assertProblem(
                api.post(Role.TECHNICIAN, "/api/v1/seats/S1/orders", "{\"wish\":{\"kind\":\"force-sign-out\"}}"),
                403,
                "forbidden");
        assertThat(api.desk.wishes).hasSize(1);
    }

    @Test
    void ordersThatMakeNoSenseReachNobody() throws Exception {
        for (String wish : List.of(
                "7",
                "{}",
                "{\"kind\":7}",
                "{\"kind\":\"explode\"}",
                "{\"kind\":\"unrecognised\"}",
                "{\"kind\":\"resend-from\",\"journal\":\"j\",\"sequence\":1}",
                "{\"kind\":\"ring-began\"}",
                "{\"kind\":\"show\"}",
                "{\"kind\":\"show\",\"text\":null}",
                "{\"kind\":\"show\",\"text\":\"12345\"}",
                "{\"kind\":\"show\",\"text\":{}}",
                "{\"kind\":\"identify\",\"loud\":true}",
                "{\"kind\":\"grant-break\",\"type\":\"REST\"}",
                "{\"kind\":\"grant-break\",\"type\":\"REST\",\"minutes\":0}",
                "{\"kind\":\"grant-break\",\"type\":\"REST\",\"minutes\":\"ten\"}",
                "{\"kind\":\"grant-break\",\"type\":\"no such type!\",\"minutes\":10}",
                "{\"kind\":\"force-state\",\"declaration\":{\"kind\":\"asleep\"}}",
                "{\"kind\":\"force-state\",\"declaration\":{\"kind\":\"not-ready\"}}",
                "{\"kind\":\"force-state\",\"declaration\":{\"kind\":\"rest-break\",\"type\":\"REST\",\"minutes\":-1}}",
                "{\"kind\":\"force-state\",\"declaration\":7}")) {
            HttpResponse<String> answer = api.post(Role.MANAGER, "/api/v1/seats/S1/orders", "{\"wish\":" + wish + "}");
            assertProblem(answer, 400, "bad-request");
        }
        assertProblem(
                api.post(Role.MANAGER, "/api/v1/seats/S9/orders", "{\"wish\":{\"kind\":\"identify\"}}"),
                404,
                "not-found");
        assertThat(api.desk.wishes).isEmpty();
    }

    private static StoredEvent event(long id, String seat, Fact fact) {
        Envelope envelope = new Envelope(
                new ConsoleId("c1"),
                new JournalId("j1"),
                id,
                new BootId("b1"),
                5,
                FakeDesk.NOON,
                ClockTrust.TRUSTED,
                fact);
        return new StoredEvent(
                id,
                new SeatId(seat),
                envelope,
                FakeDesk.NOON.plusSeconds(1),
                FakeDesk.NOON,
                StoredEvent.TimeQuality.TRUSTED);
    }
}
