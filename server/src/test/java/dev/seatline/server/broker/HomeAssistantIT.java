package dev.seatline.server.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.Hub;
import dev.seatline.server.HubConfig;
import dev.seatline.server.HubConfig.HomeAssistant;
import dev.seatline.server.broker.PahoConsole.Entry;
import dev.seatline.server.ingest.Await;
import dev.seatline.time.SystemTime;
import dev.seatline.wire.BreakType;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Reason;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SiteId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole hub with its own broker, and Home Assistant played by a client of MQTT.
final class HomeAssistantIT {
    private static final String SECRET = "4a".repeat(32);
    private static final String S01 = "homeassistant/device/seatline_demo_S01/config";
    private static final String S02 = "homeassistant/device/seatline_demo_S02/config";

    @TempDir
    private Path folder;

    private Hub hub(String... seats) {
        SystemTime time = new SystemTime();
        return new Hub(config(seats), time, time, new SecureRandom());
    }

    private HubConfig config(String... seats) {
        return new HubConfig(
                new SiteId("demo"),
                "Demo",
                ZoneOffset.UTC,
                folder,
                new HubConfig.Mqtt.Embedded("127.0.0.1", 0, Optional.empty()),
                new HubConfig.Http("127.0.0.1", 0, Optional.empty()),
                Stream.of(seats)
                        .map(seat -> new HubConfig.ConsoleEntry(
                                new ConsoleId(seat), new SeatId(seat), "", ConsoleSecret.sha256("c1".repeat(32))))
                        .toList(),
                List.of(),
                new HubConfig.SeatSettings(List.of(Reason.OTHER), List.of(BreakType.REST), 0, 0, List.of()),
                Optional.of(new HomeAssistant("homeassistant", Optional.of(ConsoleSecret.sha256(SECRET)))));
    }

    private static PahoConsole homeAssistant(Hub hub) throws MqttException {
        PahoConsole reader = PahoConsole.connect(
                "tcp://127.0.0.1:" + hub.mqttPort().orElseThrow(), Entry.of(HomeAssistant.USER, SECRET));
        assertThat(reader.subscribe("homeassistant/+/+/config")).isLessThan(0x80);
        return reader;
    }

    private static long times(PahoConsole reader, String topic, boolean empty) {
        return reader.got().stream()
                .filter(got -> got.topic().equals(topic) && got.text().isEmpty() == empty)
                .count();
    }

    @Test
    void devicesAreThereAreToldAgainAtItsBirthAndVanishWithTheirSeat() throws Exception {
        Hub first = hub("S01", "S02");
        first.start();
        try (PahoConsole reader = homeAssistant(first)) {
            Await.until("both are retained", () -> times(reader, S01, false) > 0 && times(reader, S02, false) > 0);
            reader.publish("homeassistant/status", "online".getBytes(UTF_8), false);
            Await.until("both are told again", () -> times(reader, S01, false) > 1 && times(reader, S02, false) > 1);
            assertThat(times(reader, S01, true) + times(reader, S02, true)).isZero();
        } finally {
            first.stop();
        }
        Hub second = hub("S02");
        second.start();
        try (PahoConsole reader = homeAssistant(second)) {
            reader.publish("homeassistant/status", "online".getBytes(UTF_8), false);
            Await.until("the first is taken back", () -> times(reader, S01, true) > 0);
            Await.until("the second is there", () -> times(reader, S02, false) > 1);
            assertThat(times(reader, S01, false)).isZero();
            assertThat(second.desk().notReady()).isEmpty();
        } finally {
            second.stop();
        }
    }
}
