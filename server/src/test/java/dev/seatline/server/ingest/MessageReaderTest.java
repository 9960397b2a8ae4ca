package dev.seatline.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Fact;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the hub makes of one message.
final class MessageReaderTest {
    private static final String FACT = """
            {"console":"%s","journal":"J1","sequence":1,"boot":"B1","elapsedMillis":5,\
            "wall":"2026-11-22T08:00:00Z","clock":"TRUSTED","fact":%s}""";
    private static final String BATCH = "{\"oldest\":1,\"events\":[" + FACT + "]}";
    private static final String STATE = """
            {"person":{"kind":"nobody"},"declaration":{"kind":"ready"},"headset":"RESTING","call":{"kind":"quiet"},\
            "handRaised":false,"faultReported":false,"failedParts":{},"since":"%s"}""";
    private static final String REPORT = """
            {"console":"C01","journal":"J1","sequence":3,"boot":"B1","wall":"2026-11-22T08:00:00Z",\
            "clock":"TRUSTED","shown":"READY","settings":1,"state":%s}""";

    private final MessageReader reader =
            new MessageReader(new SiteId("main"), Map.of(new SeatId("S01"), new ConsoleId("C01")));

    private Incoming read(String topic, String payload) {
        return reader.read(topic, payload.getBytes(StandardCharsets.UTF_8));
    }

    private void assertRejected(String topic, String payload, String... words) {
        assertThat(read(topic, payload))
                .isInstanceOfSatisfying(
                        Incoming.Rejected.class,
                        rejected ->
                                assertThat(rejected.reason()).contains(words).hasLineCount(1));
    }

    @Test
    void factsOfTheSeatsOwnConsoleAreRead() {
        assertThat(read("seatline/v1/main/S01/event", BATCH.formatted("C01", "{\"kind\":\"hand-raised\"}")))
                .isInstanceOfSatisfying(
                        Incoming.Events.class,
                        events -> assertThat(events.batch().events().getFirst().fact())
                                .isEqualTo(new Fact.HandRaised()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\":\"from-the-future\",\"x\":1} | from-the-future",
                "{\"kind\":\"ring-counted\",\"rings\":\"many\"} | ring-counted"
            })
    void aFactThatThisVersionDoesNotKnowIsKept(String fact, String kind) {
        assertThat(read("seatline/v1/main/S01/event", BATCH.formatted("C01", fact)))
                .isInstanceOfSatisfying(
                        Incoming.Events.class,
                        events -> assertThat(events.batch().events().getFirst().fact())
                                .isInstanceOfSatisfying(
                                        Fact.Unrecognised.class,
                                        unknown -> assertThat(unknown.kind()).isEqualTo(kind)));
    }

    @Test
    void whatIsWrongIsNamedWithWhatIsAllowed() {
        String proper = BATCH.formatted("C01", "{\"kind\":\"hand-raised\"}");
        assertRejected("seatline/v1/other/S01/event", proper, "other", "main");
        assertRejected("seatline/v1/main/S99/event", proper, "S99", "not configured");
        assertRejected("seatline/v2/main/S01/event", proper, "seatline/v1/{site}/{seat}/{channel}");
        assertRejected("seatline/v1/main/S01/order", proper, "order", "status, state, event");
        assertRejected(
                "seatline/v1/main/S01/event", BATCH.formatted("C02", "{\"kind\":\"hand-raised\"}"), "C02", "C01");
        assertRejected("seatline/v1/main/S01/event", "{", "EventBatch");
        assertRejected("seatline/v1/main/S01/event", "{\"oldest\":1,\"events\":[{}]}", "EventBatch");
        assertRejected("seatline/v1/main/S01/event", "{\"oldest\":1,\"events\":[]}", "1 to 100");
        assertRejected("seatline/v1/main/S01/outcome", "{}", "Outcome");
        assertRejected("seatline/v1/main/S01/status", "{}", "ConsoleStatus");
        assertThat(reader.read("seatline/v1/main/S01/event", new byte[WireJson.LARGEST + 1]))
                .isInstanceOfSatisfying(
                        Incoming.Rejected.class,
                        rejected -> assertThat(rejected.reason()).contains("65536", "65537"));
    }

    @Test
    void aReportIsReadWhenItIsWhole() {
        String whole = REPORT.formatted(STATE.formatted("2026-11-22T07:00:00Z"));
        assertThat(read("seatline/v1/main/S01/state", whole)).isInstanceOf(Incoming.Report.class);
        assertRejected("seatline/v1/main/S01/state", REPORT.formatted("{}"), "state");
        assertRejected("seatline/v1/main/S01/state", REPORT.formatted("null"), "state");
        assertRejected(
                "seatline/v1/main/S01/state", REPORT.formatted(STATE.formatted("+1000000-01-01T00:00:00Z")), "9999");
    }
}
