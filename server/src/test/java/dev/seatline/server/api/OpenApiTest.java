package dev.seatline.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.HubConfig;
import dev.seatline.server.floor.SeatView;
import dev.seatline.server.people.CheapPeople;
import dev.seatline.server.people.HandTime;
import dev.seatline.server.people.MemoryPeopleStore;
import dev.seatline.server.people.People;
import dev.seatline.server.people.Role;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.why.Why;
import dev.seatline.wire.ShownState;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenApiTest {
    private final JsonNode description = read();

    @Test
    void everyRouteIsDescribedAndNothingElse() {
        List<String> described = description.path("paths").properties().stream()
                .flatMap(path -> path.getValue().propertyNames().stream()
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .sorted()
                .toList();
        assertThat(described)
                .isEqualTo(routes().stream()
                        .map(route -> route.method() + " " + route.pattern())
                        .sorted()
                        .toList());
    }

    @Test
    void theSchemasHaveTheFieldsOfTheRecords() {
        Map<String, Class<?>> records = Map.ofEntries(
                Map.entry("Seat", Bodies.Seat.class),
                Map.entry("Seats", Bodies.Seats.class),
                Map.entry("Limits", Bodies.Limits.class),
                Map.entry("Site", Bodies.Site.class),
                Map.entry("Event", Bodies.Event.class),
                Map.entry("Events", Bodies.Events.class),
                Map.entry("Verdict", VerdictResource.Body.class),
                Map.entry("Verdicts", VerdictResource.Verdicts.class),
                Map.entry("VerdictWithHistory", VerdictResource.WithHistory.class),
                Map.entry("Report", ReportResource.Body.class),
                Map.entry("Reports", ReportResource.Reports.class),
                Map.entry("Why", Why.class),
                Map.entry("Told", Why.Told.class),
                Map.entry("Session", Bodies.Session.class),
                Map.entry("Problem", Problem.class),
                Map.entry("Ordered", OrderResource.Ordered.class),
                Map.entry("Account", PeopleResource.AccountBody.class),
                Map.entry("AccountMade", PeopleResource.AccountMade.class),
                Map.entry("Token", PeopleResource.TokenBody.class),
                Map.entry("TokenMade", PeopleResource.TokenMade.class),
                Map.entry("AuditEntry", PeopleResource.Entry.class),
                Map.entry("Audit", PeopleResource.Audit.class));
        records.forEach(
                (schema, type) -> assertThat(properties(schema)).as(schema).isEqualTo(components(type)));
        assertThat(components(Bodies.Seat.class)).isEqualTo(components(SeatView.class));
    }

    @Test
    void statesAndRolesAreAllNamed() {
        assertThat(values("ShownState"))
                .isEqualTo(Arrays.stream(ShownState.values()).map(Enum::name).toList());
        assertThat(values("Role"))
                .isEqualTo(Arrays.stream(Role.values()).map(Role::code).toList());
    }

    @Test
    void kindsOfVerdictsAreAllNamed() {
        assertThat(values("VerdictKind"))
                .isEqualTo(Arrays.stream(VerdictKind.values())
                        .map(VerdictKind::code)
                        .toList());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(description.findValuesAsString("$ref"))
                .isNotEmpty()
                .allMatch(reference -> !description.at(reference.substring(1)).isMissingNode());
    }

    private List<String> values(String schema) {
        return description
                .at("/components/schemas/" + schema + "/enum")
                .valueStream()
                .map(JsonNode::stringValue)
                .toList();
    }

    private List<String> properties(String schema) {
        return List.copyOf(
                description.at("/components/schemas/" + schema + "/properties").propertyNames());
    }

    private static List<String> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    private static JsonNode read() {
        try (InputStream in = ServiceResource.class.getResourceAsStream("openapi.json")) {
            assertThat(in).isNotNull();
            return new JsonMapper().readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// The list of routes over resources that answer nothing.
    static List<Route> routes() {
        FakeDesk desk = new FakeDesk(0);
        HandTime time = new HandTime(FakeDesk.NOON);
        People people = CheapPeople.of(new MemoryPeopleStore(), time);
        HubConfig config = ApiBench.config(new HubConfig.Http("127.0.0.1", 0, Optional.empty()));
        return new Routes(
                        new ServiceResource(desk, ApiBench.metrics(desk, people)),
                        new SessionResource(people, new SessionCookie(false)),
                        new FloorResource(config, desk, time),
                        new VerdictResource(config, RuleDesk.NONE, time),
                        new ReportResource(config, RuleDesk.NONE, time),
                        new OrderResource(desk, people),
                        new PeopleResource(people, time, config.zone()))
                .all();
    }
}
