package dev.seatline.device.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.device.Eventually;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.Topic;
import dev.seatline.wire.Topic.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;

/// The contract for [PahoHubLink] over a real mosquitto and a wire that can be cut, and what only MQTT can
/// suffer.
@DisabledIf("leftOut")
final class PahoHubLinkIT extends HubLinkContract {
    private static final String SECRET = "ab".repeat(32);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Mosquitto broker;

    @SuppressWarnings("NullAway.Init")
    private Wire wire;

    @SuppressWarnings("NullAway.Init")
    private HubClient hub;

    private final List<HubLink> links = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private HubLink link;

    static boolean leftOut() {
        return Mosquitto.leftOut();
    }

    @BeforeEach
    void connect() throws Exception {
        startBroker(List.of());
        link = link(account(CONSOLE, SEAT, SECRET, "tcp://127.0.0.1:" + wire.port(), Optional.empty()));
    }

    private void startBroker(List<String> more) throws Exception {
        broker = Mosquitto.start(
                folder,
                List.of(CONSOLE + ":" + SECRET, "hub:hub"),
                List.of(
                        "user hub",
                        "topic readwrite seatline/#",
                        "user " + CONSOLE,
                        "topic readwrite seatline/v1/demo/S01/#"),
                more);
        wire = new Wire(broker.port());
        hub = new HubClient(broker.port());
    }

    @AfterEach
    void disconnect() throws Exception {
        links.forEach(HubLink::stop);
        hub.close();
        wire.close();
        broker.close();
    }

    @Override
    HubLink link() {
        return link;
    }

    private HubLink link(HubAccount account) {
        HubLink made = new PahoHubLink(
                account,
                new Backoff(new SplittableRandom(3), Duration.ofMillis(200)),
                Thread.ofVirtual().name("test-link-", 0).factory());
        links.add(made);
        return made;
    }

    private static HubAccount account(ConsoleId console, SeatId seat, String secret, String uri, Optional<Path> trust) {
        return new HubAccount(SITE, seat, console, URI.create(uri), secret, trust);
    }

    @Override
    FarSide farSide() {
        return hub;
    }

    @Test
    void aWrongSecretIsSaidWithAdvice() {
        HubLink wrong =
                link(account(CONSOLE, SEAT, "00".repeat(32), "tcp://127.0.0.1:" + wire.port(), Optional.empty()));
        Told told = new Told();
        wrong.start(() -> new byte[0], told);
        Eventually.until("it was refused twice", () -> told.words().size() >= 2);
        assertThat(told.words()).containsOnly("down");
        assertThat(told.detail())
                .contains("C01", "enrol it there, or compare its secret")
                .doesNotContain("00000000");
    }

    @Test
    void aMessageThatTheBrokerRefusesIsNoticedAlthoughPahoCallsItASuccess() {
        Told told = startAt(new SeatId("S99"));
        Eventually.until("it was refused", () -> told.detail().contains("may not publish"));
        assertThat(told.detail())
                .isEqualTo("console C01 may not publish on seatline/v1/demo/S99/state (0x87):"
                        + " compare site and seat with the hub's list of consoles");
        assertThat(hub.heard()).isEmpty();
    }

    /// Starts a link of another seat, and publishes a state whenever it is there.
    private Told startAt(SeatId seat) {
        HubLink elsewhere = link(account(CONSOLE, seat, SECRET, "tcp://127.0.0.1:" + wire.port(), Optional.empty()));
        Told told = new Told() {
            @Override
            public void linkChanged(boolean online, String why) {
                super.linkChanged(online, why);
                if (online) {
                    Thread.ofVirtual().start(() -> elsewhere.publish(Channel.STATE, bytes("x")));
                }
            }
        };
        elsewhere.start(() -> bytes("gone"), told);
        return told;
    }

    @Test
    void twentyCutsLeaveNoThreadsBehind() throws Exception {
        Told told = start();
        told.untilUp();
        long before = mqttThreads();
        for (int i = 0; i < 20; i++) {
            int known = told.words().size();
            wire.cut();
            Eventually.until("it is lost", () -> told.words().size() > known);
            wire.mend();
            Eventually.until("it is back", () -> told.words().getLast().equals("up"));
        }
        Eventually.until("old threads are gone", () -> mqttThreads() <= before);
    }

    private static long mqttThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("MQTT"))
                .count();
    }

    @Test
    void plainTextNeverLeavesTheMachine() {
        assertThatThrownBy(() -> account(CONSOLE, SEAT, SECRET, "tcp://hub.example:1883", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tcp:// is plain text")
                .hasMessageContaining("write ssl://")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void trustThatCannotBeReadIsSaidAtTheStart() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        HubLink tls = link(account(CONSOLE, SEAT, SECRET, "ssl://127.0.0.1:1", Optional.of(empty)));
        assertThatThrownBy(() -> tls.start(() -> new byte[0], new Told()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty.pem")
                .hasMessageContaining("BEGIN CERTIFICATE");
    }

    @Test
    void anEncryptedLinkTrustsOnlyItsCertificateAndOnlyUnderItsName() throws Exception {
        Path right = certificate("right", "ip:127.0.0.1");
        Path other = certificate("other", "ip:127.0.0.1");
        Path wrongName = certificate("wrong-name", "dns:elsewhere.example");
        assertThat(connects(right, right)).isEqualTo("up");
        assertThat(connects(right, other)).contains("unable to find valid certification path");
        assertThat(connects(wrongName, wrongName)).contains("No subject alternative names");
    }

    /// Serves with one certificate and trusts another.
    private String connects(Path served, Path trusted) throws Exception {
        hub.close();
        wire.close();
        broker.close();
        startBroker(List.of(
                "listener 0 127.0.0.1".replace(" 0 ", " " + tlsPort() + " "),
                "certfile " + served,
                "keyfile "
                        + served.resolveSibling(served.getFileName().toString().replace(".pem", ".key"))));
        HubLink tls = link(account(CONSOLE, SEAT, SECRET, "ssl://127.0.0.1:" + lastTlsPort, Optional.of(trusted)));
        Told told = new Told();
        tls.start(() -> bytes("gone"), told);
        Eventually.until("it has tried", () -> !told.words().isEmpty());
        String word = told.words().getFirst();
        tls.stop();
        return word.equals("up") ? word : told.detail();
    }

    private int lastTlsPort;

    private int tlsPort() throws IOException {
        try (java.net.ServerSocket free = new java.net.ServerSocket(0)) {
            lastTlsPort = free.getLocalPort();
        }
        return lastTlsPort;
    }

    private Path certificate(String name, String address) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Mosquitto.run(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "x",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + address,
                "-validity",
                "2",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit");
        java.security.KeyStore keys = java.security.KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        pem(
                folder.resolve(name + ".key"),
                "PRIVATE KEY",
                keys.getKey("x", "changeit".toCharArray()).getEncoded());
        return pem(
                folder.resolve(name + ".pem"),
                "CERTIFICATE",
                keys.getCertificate("x").getEncoded());
    }

    private static Path pem(Path file, String what, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(file, "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
    }

    private static MqttConnectionOptions hubOptions() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName("hub");
        options.setPassword(bytes("hub"));
        options.setSocketFactory(HubSockets.plain().forClient());
        return options;
    }

    /// Somebody who has just come and asks what is retained.
    private static final class Newcomer implements AutoCloseable {
        private static final String MARK = "seatline/mark";
        private final MqttAsyncClient client;
        private final List<String> heard = new CopyOnWriteArrayList<>();

        Newcomer(int port) throws MqttException {
            client = new MqttAsyncClient("tcp://127.0.0.1:" + port, "newcomer", new MemoryPersistence());
            client.setCallback(new Silent() {
                @Override
                public void messageArrived(String topic, MqttMessage message) {
                    heard.add(topic + " " + text(message.getPayload()));
                }
            });
            client.connect(hubOptions()).waitForCompletion(10_000);
        }

        @Nullable
        String retained(String topic) throws MqttException {
            client.subscribe(new String[] {topic, MARK}, new int[] {1, 1}).waitForCompletion(10_000);
            client.publish(MARK, bytes("mark"), 1, false).waitForCompletion(10_000);
            Eventually.until("the mark comes", () -> heard.contains(MARK + " mark"));
            String first = heard.getFirst();
            return first.startsWith(MARK) ? null : first.substring(topic.length() + 1);
        }

        @Override
        public void close() throws MqttException {
            client.disconnect().waitForCompletion(5_000);
            client.close(true);
        }
    }

    /// The hub as an ordinary client of the broker, not behind the wire.
    private final class HubClient extends Silent implements FarSide {
        private final MqttAsyncClient client;
        private final List<String> heard = new CopyOnWriteArrayList<>();

        HubClient(int port) throws MqttException {
            client = new MqttAsyncClient("tcp://127.0.0.1:" + port, "hub", new MemoryPersistence());
            client.setCallback(this);
            client.connect(hubOptions()).waitForCompletion(10_000);
            client.subscribe("seatline/v1/demo/#", 1).waitForCompletion(10_000);
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            Topic.parse(topic)
                    .filter(known -> known.channel().writtenByConsole())
                    .ifPresent(known -> heard.add(known.channel() + " " + text(message.getPayload())));
        }

        @Override
        public void send(Channel channel, byte[] payload) {
            try {
                client.publish(new Topic(SITE, SEAT, channel).text(), payload, 1, channel == Channel.SETTINGS)
                        .waitForCompletion(10_000);
            } catch (MqttException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public List<String> heard() {
            return List.copyOf(heard);
        }

        @Override
        public @Nullable String retained(Channel channel) {
            // a newcomer gets what is retained before anything that is said after it has subscribed
            try (Newcomer newcomer = new Newcomer(broker.port())) {
                return newcomer.retained(new Topic(SITE, SEAT, channel).text());
            } catch (MqttException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void reachable(boolean now) {
            try {
                if (now) {
                    wire.mend();
                } else {
                    wire.cut();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void close() throws MqttException {
            if (client.isConnected()) {
                client.disconnect().waitForCompletion(5_000);
            }
            client.close(true);
        }
    }

    /// A callback that hears messages and nothing else.
    private abstract static class Silent implements MqttCallback {
        @Override
        public void disconnected(MqttDisconnectResponse response) {}

        @Override
        public void mqttErrorOccurred(MqttException e) {}

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String uri) {}

        @Override
        public void authPacketArrived(int code, MqttProperties properties) {}
    }
}
