package dev.seatline.server.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.HubConfig.HomeAssistant;
import dev.seatline.server.broker.PahoConsole.Entry;
import dev.seatline.server.broker.PahoConsole.LastWill;
import dev.seatline.server.ingest.Await;
import dev.seatline.wire.Topic.Channel;
import java.util.List;
import java.util.Optional;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// What every real broker keeps of Home Assistant's rights: how consoles are, never who sits there, and
/// nothing to write but that it is there.
///
/// Its tests come before those of the contract above: after all of those Mosquitto 2.0.11 takes
/// orders for C01 and gives them to nobody, though C01 has come in anew and subscribed. Why is not known.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class HomeAssistantContract extends BrokerContract {
    @Override
    protected Optional<String> found(String topic) throws Exception {
        String after = fresh();
        try (PahoConsole reader = homeAssistant()) {
            reader.subscribe(topic);
            reader.subscribe(topic(S01, Channel.STATUS));
            try (PahoConsole console = PahoConsole.connect(address(), own(S01))) {
                console.publish(topic(S01, Channel.STATUS), after.getBytes(UTF_8), false);
            }
            // behind what is retained
            Await.until("the later one came", () -> reader.texts().contains(after));
            return reader.got().stream()
                    .filter(got -> got.topic().equals(topic))
                    .map(PahoConsole.Got::text)
                    .findFirst();
        }
    }

    private PahoConsole homeAssistant() throws MqttException {
        return PahoConsole.connect(address(), Entry.of(HomeAssistant.USER, secret(HomeAssistant.USER)));
    }

    @Test
    @Order(1)
    void homeAssistantReadsHowConsolesAreAndWhatLiesBelowItsPrefix() throws Exception {
        String status = fresh();
        String device = fresh();
        for (String filter : List.of("seatline/v1/demo/+/status", topic(S02, Channel.STATUS))) {
            try (PahoConsole reader = homeAssistant();
                    PahoConsole console = PahoConsole.connect(address(), own(S02))) {
                assertThat(reader.subscribe(filter)).as(filter).isLessThan(0x80);
                console.publish(topic(S02, Channel.STATUS), status.getBytes(UTF_8), false);
                Await.until("it reads " + filter, () -> reader.texts().contains(status));
            }
        }
        for (String filter : List.of("homeassistant/#", "homeassistant/+/+/config", "homeassistant/device/+/config")) {
            try (PahoConsole reader = homeAssistant()) {
                assertThat(reader.subscribe(filter)).as(filter).isLessThan(0x80);
                traffic.retain("homeassistant/device/seatline_demo_S09/config", device.getBytes(UTF_8));
                Await.until("it reads " + filter, () -> reader.texts().contains(device));
            }
        }
        traffic.retain("homeassistant/device/seatline_demo_S09/config", new byte[0]);
    }

    @Test
    @Order(1)
    void homeAssistantNeverReadsWhoIsSignedInNorAnythingElse() throws Exception {
        String forbidden = fresh();
        String own = fresh();
        for (String filter : List.of(
                "#",
                "+/#",
                "seatline/#",
                "seatline/v1/demo/#",
                "seatline/v1/demo/+/+",
                "seatline/v1/demo/S01/#",
                "seatline/v1/demo/S01/+",
                "seatline/v1/demo/+/state",
                "seatline/v1/demo/S01/state",
                "seatline/v1/demo/S01/event",
                "seatline/v1/demo/S01/outcome",
                "seatline/v1/demo/S01/settings",
                "seatline/v1/+/S01/status",
                "seatline/v1/other/S01/status",
                "seatline/v1/other/+/status",
                "$share/x/seatline/v1/demo/+/state",
                "$share/x/homeassistant/#",
                "homeassistantx/#",
                "$SYS/#")) {
            try (PahoConsole reader = homeAssistant();
                    PahoConsole console = PahoConsole.connect(address(), own(S01))) {
                boolean granted = asks(reader, filter);
                assertThat(granted && refusesSubscriptions()).as(filter).isFalse();
                if (reader.lost()) {
                    continue;
                }
                for (Channel channel : List.of(Channel.STATE, Channel.EVENT, Channel.OUTCOME)) {
                    console.publish(topic(S01, channel), forbidden.getBytes(UTF_8), false);
                }
                publish(S01, Channel.SETTINGS, forbidden, false);
                publish(S01, Channel.ORDER, forbidden, false);
                reader.subscribe(topic(S01, Channel.STATUS));
                console.publish(topic(S01, Channel.STATUS), own.getBytes(UTF_8), false);
                Await.until("what it may read came", () -> reader.texts().contains(own));
                assertThat(reader.texts()).as(filter).doesNotContain(forbidden);
            }
        }
    }

    /// Whether the broker says no to a subscription; else it delivers nothing.
    protected abstract boolean refusesSubscriptions();

    @Test
    @Order(1)
    void homeAssistantWritesNothingButThatItIsThere() throws Exception {
        String text = fresh();
        String after = fresh();
        try (PahoConsole writer = homeAssistant();
                PahoConsole victim = PahoConsole.connect(address(), own(S01))) {
            victim.subscribe(topic(S01, Channel.SETTINGS));
            victim.subscribe(topic(S01, Channel.CONFIRM));
            victim.subscribe(topic(S01, Channel.ORDER));
            for (Channel channel : Channel.values()) {
                assertThat(writer.publish(topic(S01, channel), text.getBytes(UTF_8), true))
                        .as("%s", channel)
                        .isEqualTo(0x87);
            }
            for (String topic : List.of(
                    "seatline/v1/other/S01/status",
                    "homeassistant/device/seatline_demo_S01/config",
                    "homeassistant/status/more",
                    "homeassistant",
                    "anything")) {
                assertThat(writer.publish(topic, text.getBytes(UTF_8), true))
                        .as(topic)
                        .isEqualTo(0x87);
            }
            assertThat(writer.publish("homeassistant/status", after.getBytes(UTF_8), false))
                    .isLessThan(0x80);
            hub.await("homeassistant/status", after);
            publish(S01, Channel.ORDER, after, false);
            Await.until("the victim is served", () -> victim.texts().contains(after));
            assertThat(victim.texts()).doesNotContain(text);
            assertThat(writer.lost()).isFalse();
        }
        assertThat(hub.texts(text)).isEmpty();
    }

    @Test
    @Order(1)
    void homeAssistantMayLeaveAWillThatItIsGoneAndNoOther() throws Exception {
        String foreign = fresh();
        String later = fresh();
        Entry entry = Entry.of(HomeAssistant.USER, secret(HomeAssistant.USER));
        LastWill gone = new LastWill("homeassistant/status", "offline", 0);
        PahoConsole.connect(address(), entry, Optional.of(gone), true).close();
        LastWill wrong = new LastWill(topic(S01, Channel.STATUS), foreign, 0);
        try (PahoConsole console = PahoConsole.connect(address(), entry, Optional.of(wrong), true)) {
            console.vanish();
        } catch (MqttException refused) {
            assertThat(refused.getReasonCode()).isEqualTo(0x87);
        }
        try (PahoConsole witness = leaving(S01, later, 0)) {
            witness.vanish();
            hub.await(topic(S01, Channel.STATUS), later);
        }
        assertThat(hub.texts(foreign)).isEmpty();
    }

    @Test
    @Order(1)
    void aConsoleSeesAndSaysNothingBelowThePrefixOfHomeAssistant() throws Exception {
        String text = fresh();
        String own = fresh();
        try (PahoConsole console = PahoConsole.connect(address(), own(S01))) {
            assertThat(asks(console, "homeassistant/#") && refusesSubscriptions())
                    .isFalse();
            assertThat(console.publish("homeassistant/status", text.getBytes(UTF_8), false))
                    .isEqualTo(0x87);
            traffic.retain("homeassistant/device/seatline_demo_S08/config", text.getBytes(UTF_8));
            console.subscribe(topic(S01, Channel.ORDER));
            publish(S01, Channel.ORDER, own, false);
            Await.until("its own came", () -> console.texts().contains(own));
            assertThat(console.texts()).doesNotContain(text);
        }
        traffic.retain("homeassistant/device/seatline_demo_S08/config", new byte[0]);
        assertThat(hub.texts(text)).isEmpty();
    }
}
