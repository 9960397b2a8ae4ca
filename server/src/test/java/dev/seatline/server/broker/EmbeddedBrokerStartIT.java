package dev.seatline.server.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.server.HubConfig.Mqtt.Embedded;
import dev.seatline.server.HubConfig.Tls;
import dev.seatline.server.ingest.Await;
import dev.seatline.server.ingest.RecordingReceiver;
import dev.seatline.wire.Topic;
import dev.seatline.wire.Topic.Channel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the embedded broker starts, refuses to, and ends.
final class EmbeddedBrokerStartIT {
    @TempDir
    Path work = Path.of("");

    private EmbeddedBroker broker(String host, int port, Optional<Tls> tls) {
        return new EmbeddedBroker(
                new Embedded(host, port, tls), BrokerContract.SITE, BrokerContract.ENTRIES, work.resolve("data"));
    }

    @Test
    void aPortThatIsTakenIsToldAtOnce() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> broker("127.0.0.1", other.getLocalPort(), Optional.empty())
                            .start(new RecordingReceiver()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("port " + other.getLocalPort())
                    .hasMessageContaining("choose another mqtt.port");
        }
    }

    @Test
    void anOpenAddressWithoutTlsIsRefused() {
        assertThatThrownBy(() -> broker("0.0.0.0", 0, Optional.empty()).start(new RecordingReceiver()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("0.0.0.0")
                .hasMessageContaining("mqtt.tls");
    }

    @Test
    void aKeyThatCannotBeOpenedIsToldAtOnce() throws Exception {
        TestKeys keys = TestKeys.make(work);
        assertThatThrownBy(() -> broker("127.0.0.1", 0, Optional.of(new Tls(keys.keystore(), "wrong")))
                        .start(new RecordingReceiver()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("key.p12")
                .hasMessageNotContaining("wrong");
    }

    @Test
    void withAKeyItListensOverTlsOnly() throws Exception {
        TestKeys keys = TestKeys.make(work);
        RecordingReceiver hub = new RecordingReceiver();
        EmbeddedBroker broker = broker("localhost", 0, Optional.of(new Tls(keys.keystore(), keys.password())));
        broker.start(hub);
        try {
            String uri = "ssl://localhost:" + broker.port();
            String topic = BrokerContract.topic(BrokerContract.S01, Channel.EVENT);
            try (PahoConsole console = PahoConsole.connect(
                    uri, BrokerContract.own(BrokerContract.S01), keys.pem().certificate())) {
                console.publish(topic, "a tap".getBytes(UTF_8), false);
            }
            hub.await(topic, "a tap");
            assertThatThrownBy(() -> PahoConsole.connect(
                                    "tcp://localhost:" + broker.port(), BrokerContract.own(BrokerContract.S01))
                            .close())
                    .isInstanceOf(MqttException.class);
        } finally {
            broker.stop();
        }
    }

    @Test
    void itStartsAgainWithNothingLeftAndEndsItsThreads() throws Exception {
        Path rest = work.resolve("data/broker/rest/of/before");
        Files.createDirectories(rest);
        Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet());
        Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
        for (int i = 0; i < 2; i++) {
            EmbeddedBroker broker = broker("127.0.0.1", 0, Optional.empty());
            broker.publish(anyTopic(), new byte[0], false, Duration.ZERO);
            broker.start(new RecordingReceiver());
            assertThat(rest).doesNotExist();
            assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(handler);
            broker.stop();
            assertThat(broker.health().ok()).isFalse();
            assertThatThrownBy(broker::port).isInstanceOf(IllegalStateException.class);
            broker.publish(anyTopic(), new byte[0], false, Duration.ZERO);
        }
        Await.until("its threads have ended", () -> {
            Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
            left.removeAll(before);
            left.removeIf(Thread::isDaemon);
            return left.isEmpty();
        });
    }

    private static Topic anyTopic() {
        return new Topic(BrokerContract.SITE, BrokerContract.S01, Channel.ORDER);
    }
}
