package dev.seatline.server.homeassistant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.HubConfig.HomeAssistant;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Changing the approved file means changing what people have built on in their Home Assistant: keys and `unique_id`s
/// stay for ever.
class DiscoveryTest {
    private static final SeatId SEAT = new SeatId("S01");

    private final Discovery discovery =
            new Discovery(new HomeAssistant("homeassistant", Optional.empty()), new SiteId("demo"), "0.1.0");

    @Test
    void aSeatIsTheApprovedDocument() throws IOException {
        JsonNode tree = WireJson.mapper().readTree(discovery.document(SEAT));
        String pretty = WireJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n";
        try (InputStream in = Objects.requireNonNull(DiscoveryTest.class.getResourceAsStream("S01.json"))) {
            assertThat(pretty).isEqualTo(new String(in.readAllBytes(), UTF_8));
        }
    }

    @Test
    void nothingIsReadButTheStatusOfTheSeat() {
        JsonNode tree = WireJson.mapper().readTree(discovery.document(SEAT));
        assertThat(tree.findValuesAsString("topic")).containsOnly("seatline/v1/demo/S01/status");
        assertThat(tree.findValuesAsString("state_topic")).hasSize(6).containsOnly("seatline/v1/demo/S01/status");
        assertThat(new String(discovery.document(SEAT), UTF_8)).doesNotContain("/state\"", "command_topic", "/order");
    }

    @Test
    void everySeatHasATopicAndIdsOfItsOwn() {
        assertThat(discovery.topic(SEAT)).isEqualTo("homeassistant/device/seatline_demo_S01/config");
        JsonNode one = WireJson.mapper().readTree(discovery.document(SEAT));
        JsonNode other = WireJson.mapper().readTree(discovery.document(new SeatId("S02")));
        assertThat(one.findValuesAsString("unique_id"))
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(other.findValuesAsString("unique_id"));
    }

    @Test
    void theLongestTopicFitsIntoTheHubsOwnBroker() {
        Discovery longest =
                new Discovery(new HomeAssistant("p".repeat(32), Optional.empty()), new SiteId("s".repeat(32)), "0.1.0");
        String topic = longest.topic(new SeatId("S".repeat(32)));
        assertThat(topic).hasSizeLessThanOrEqualTo(128);
        assertThat(Discovery.isTopic(topic)).isTrue();
    }

    @Test
    void onlyTopicsOfSeatlinesDevicesAreItsOwn() {
        assertThat(Discovery.isTopic(discovery.topic(SEAT))).isTrue();
        for (String other : new String[] {
            "", "homeassistant/device/lamp/config", "homeassistant/device/seatline_demo_S01/config/more",
            "homeassistant/+/seatline_demo_S01/config", "seatline/v1/demo/S01/settings", "#"
        }) {
            assertThat(Discovery.isTopic(other)).as(other).isFalse();
        }
    }
}
