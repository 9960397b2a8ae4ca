package dev.seatline.server.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.seatline.server.ingest.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.SocketFactory;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/// A raw console at a broker's door, for tests: it may also do what a real one never would, and its wire can be cut.
public final class PahoConsole implements MqttCallback, AutoCloseable {
    /// A message that came.
    public record Got(String topic, String text, boolean retained) {}

    /// How one comes in.
    public record Entry(String clientId, String user, String secret) {
        public static Entry of(String console, String secret) {
            return new Entry(console, console, secret);
        }
    }

    /// A last will.
    public record LastWill(String topic, String text, long delaySeconds) {}

    private static final long LIMIT_MILLIS = 20_000;

    private final MqttAsyncClient client;
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final Wire wire = new Wire();
    private volatile boolean lost;

    private PahoConsole(String uri, String clientId) throws MqttException {
        client = new MqttAsyncClient(uri, clientId, new MemoryPersistence());
        client.setCallback(this);
    }

    /// Comes in with a fresh session, or throws.
    public static PahoConsole connect(String uri, Entry entry) throws MqttException {
        return connect(uri, entry, Optional.empty(), true);
    }

    /// Comes in over TLS, or throws.
    ///
    /// @param trust certificate of the broker, PEM
    static PahoConsole connect(String uri, Entry entry, Path trust) throws MqttException, IOException {
        return connect(uri, entry, Optional.empty(), true, BrokerSockets.of("ssl", Optional.of(trust)));
    }

    /// Comes in, or throws.
    public static PahoConsole connect(String uri, Entry entry, Optional<LastWill> will, boolean cleanStart)
            throws MqttException {
        return connect(uri, entry, will, cleanStart, SocketFactory.getDefault());
    }

    private static PahoConsole connect(
            String uri, Entry entry, Optional<LastWill> will, boolean cleanStart, SocketFactory sockets)
            throws MqttException {
        PahoConsole console = new PahoConsole(uri, entry.clientId());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(cleanStart);
        options.setSessionExpiryInterval(600L);
        options.setTopicAliasMaximum(0);
        options.setAutomaticReconnect(false);
        options.setSocketFactory(uri.startsWith("ssl") ? sockets : console.wire);
        if (!entry.user().isEmpty()) {
            options.setUserName(entry.user());
            options.setPassword(entry.secret().getBytes(UTF_8));
        }
        will.ifPresent(left -> {
            MqttMessage message = new MqttMessage(left.text().getBytes(UTF_8));
            message.setQos(1);
            message.setRetained(true);
            options.setWill(left.topic(), message);
            MqttProperties properties = new MqttProperties();
            properties.setWillDelayInterval(left.delaySeconds());
            options.setWillMessageProperties(properties);
        });
        try {
            console.client.connect(options).waitForCompletion(LIMIT_MILLIS);
        } catch (MqttException refused) {
            console.close();
            throw refused;
        }
        return console;
    }

    /// Publishes and waits for the answer.
    ///
    /// @return its reason code: 0 or 0x10 for taken, 0x80 and above for refused
    public int publish(String topic, byte[] payload, boolean retained) throws MqttException {
        IMqttToken token = begin(topic, payload, retained);
        token.waitForCompletion(LIMIT_MILLIS);
        return token.getReasonCodes() == null ? 0 : token.getReasonCodes()[0];
    }

    /// Publishes without waiting for the answer, but for room among the unanswered ones.
    public IMqttToken begin(String topic, byte[] payload, boolean retained) throws MqttException {
        for (int tries = 0; ; tries++) {
            Await.until("there is room", () -> client.getInFlightMessageCount() < 15);
            try {
                return client.publish(topic, payload, 1, retained);
            } catch (MqttException full) {
                // Paho frees a place a moment after it stops counting it
                if (full.getReasonCode() != MqttClientException.REASON_CODE_MAX_INFLIGHT || tries == 100) {
                    throw full;
                }
            }
        }
    }

    /// Subscribes and waits for the answer.
    ///
    /// @return its reason code: up to 2 for granted, 0x80 and above for refused
    public int subscribe(String filter) throws MqttException {
        IMqttToken token = client.subscribe(filter, 1);
        token.waitForCompletion(LIMIT_MILLIS);
        return token.getReasonCodes()[0];
    }

    /// Everything that came so far.
    public List<Got> got() {
        return List.copyOf(got);
    }

    /// The texts that came so far.
    public List<String> texts() {
        return got.stream().map(Got::text).toList();
    }

    /// Whether the broker, or a cut, ended the connection.
    public boolean lost() {
        return lost;
    }

    /// Cuts the wire, as a power cut does.
    void vanish() throws IOException {
        wire.cut();
    }

    /// Says good-bye properly.
    void goodbye() throws MqttException {
        client.disconnect().waitForCompletion(LIMIT_MILLIS);
    }

    @Override
    public void close() {
        try {
            client.disconnectForcibly(0, 0, false);
        } catch (MqttException _) {
            // it was gone already
        }
        try {
            client.close(true);
        } catch (MqttException _) {
            // a test's client may leak its last breath
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        got.add(new Got(topic, new String(message.getPayload(), UTF_8), message.isRetained()));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        lost = true;
    }

    @Override
    public void mqttErrorOccurred(MqttException failure) {
        // told by the tokens
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // told by the tokens
    }

    @Override
    public void connectComplete(boolean reconnect, String uri) {
        // told by the token
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // not used
    }

    /// Keeps the socket, so that a test can cut it.
    private static final class Wire extends SocketFactory {
        private final List<Socket> sockets = new CopyOnWriteArrayList<>();

        void cut() throws IOException {
            for (Socket socket : sockets) {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        }

        @Override
        public Socket createSocket() throws IOException {
            Socket socket = new Socket();
            socket.setTcpNoDelay(true);
            sockets.add(socket);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }
    }
}
