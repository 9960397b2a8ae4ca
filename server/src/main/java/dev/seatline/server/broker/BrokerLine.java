package dev.seatline.server.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.seatline.server.HubConfig.Mqtt.External;
import dev.seatline.server.ingest.ConsoleTraffic.Receiver;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.Topic;
import dev.seatline.wire.Topic.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.SocketFactory;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.tinylog.Logger;

/// One connection of the hub to an external broker, from connecting to its loss; never mended, never used again.
///
/// Paho is called on two threads of this class only, one that publishes and one that acknowledges, never on Paho's own
/// callback thread (it deadlocks) nor on the hub's loop (it may block). Facts come with QoS 0: their consoles send
/// them until the hub confirms, and when the hub's inbox is full nothing more is read. Anything else is acknowledged
/// when the hub has taken it, and the broker sends at most [#WINDOW] of it ahead.
final class BrokerLine implements MqttCallback, AutoCloseable {
    /// Messages the broker may send before the first of them is acknowledged.
    private static final int WINDOW = 1_000;
    /// Messages under way to the broker; brokers allow 20 and more.
    private static final int OUT = 20;
    /// Messages that wait to be sent. When it is full, messages are dropped: the contract repairs losses.
    private static final int OUT_WAITING = 50_000;

    private static final long LIMIT_MILLIS = 10_000;
    private static final int KEEP_ALIVE_SECONDS = 20;
    private static final long SESSION_SECONDS = Duration.ofHours(24).toSeconds();
    private static final long LARGEST_PACKET = 128 * 1024;
    private static final int REFUSED = 0x80;
    private static final int QOS = 1;

    private record Outgoing(String topic, MqttMessage message) {}

    private final MqttAsyncClient client;
    private final External config;
    private static final Duration CLEANING = Duration.ofSeconds(4);

    private final SocketFactory sockets;
    private final Receiver receiver;
    private final CompletableFuture<String> lost = new CompletableFuture<>();
    private final BlockingQueue<Outgoing> outgoing = new ArrayBlockingQueue<>(OUT_WAITING);
    private final BlockingQueue<Integer> committed = new LinkedBlockingQueue<>(WINDOW * 2);
    private final Semaphore window = new Semaphore(OUT);
    private final AtomicBoolean full = new AtomicBoolean();
    private final Thread publisher = Thread.ofVirtual().name("broker-publisher").unstarted(this::publishAll);
    private final Thread acknowledger =
            Thread.ofVirtual().name("broker-acknowledger").unstarted(this::acknowledgeAll);

    BrokerLine(External config, SocketFactory sockets, Receiver receiver) throws MqttException {
        this.config = config;
        this.sockets = sockets;
        this.receiver = receiver;
        this.client = new MqttAsyncClient(config.uri().toString(), config.user(), new MemoryPersistence());
    }

    /// Connects and subscribes to what the consoles of a site write.
    ///
    /// @param besides a topic that is none of theirs; the consoles do not wait for whether it may be read
    /// @throws IOException when the broker lets us in but not read
    void connect(SiteId site, Optional<String> besides) throws MqttException, IOException {
        client.setManualAcks(true);
        // before connecting: what waited in the session comes at once
        client.setCallback(this);
        publisher.start();
        acknowledger.start();
        client.connect(options()).waitForCompletion(LIMIT_MILLIS);
        Channel[] channels = Arrays.stream(Channel.values())
                .filter(Channel::writtenByConsole)
                .toArray(Channel[]::new);
        String[] filters = Arrays.stream(channels)
                .map(channel -> Topic.filter(site, channel))
                .toArray(String[]::new);
        int[] qos = Arrays.stream(channels).mapToInt(BrokerLine::qos).toArray();
        Optional<String> refused = firstRefused(filters, qos);
        if (refused.isPresent()) {
            throw new IOException(unread(refused.get()));
        }
        if (besides.isPresent()) {
            firstRefused(new String[] {besides.get()}, new int[] {QOS})
                    .ifPresent(topic -> Logger.warn("{}", unread(topic)));
        }
    }

    private Optional<String> firstRefused(String[] filters, int[] qos) throws MqttException {
        IMqttToken subscribed = client.subscribe(filters, qos);
        subscribed.waitForCompletion(LIMIT_MILLIS);
        // Paho calls a refused subscription a success
        int[] answers = subscribed.getReasonCodes();
        for (int i = 0; i < filters.length; i++) {
            if (answers == null || i >= answers.length || answers[i] >= REFUSED) {
                return Optional.of(filters[i]);
            }
        }
        return Optional.empty();
    }

    private String unread(String filter) {
        return "the broker does not let user %s read %s: see config/mosquitto for the rights"
                .formatted(config.user(), filter);
    }

    private static int qos(Channel channel) {
        // what a console records it sends until the hub confirms it: acknowledging it to the broker as well would cost
        // broker and hub a third of their time and prove nothing
        return channel == Channel.EVENT ? 0 : QOS;
    }

    private MqttConnectionOptions options() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(config.user());
        options.setPassword(config.secret().getBytes(UTF_8));
        options.setCleanStart(false);
        options.setSessionExpiryInterval(SESSION_SECONDS);
        options.setReceiveMaximum(WINDOW);
        options.setMaximumPacketSize(LARGEST_PACKET);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout((int) (LIMIT_MILLIS / 1000));
        // Paho mixes up aliases after a reconnection, and its own reconnection is shared by all its clients
        options.setTopicAliasMaximum(0);
        options.setAutomaticReconnect(false);
        options.setSocketFactory(sockets);
        return options;
    }

    /// Waits until the connection is lost.
    ///
    /// @return why
    String awaitLoss() throws InterruptedException {
        try {
            return lost.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("a loss has no failure", failure);
        }
    }

    /// Any thread; never blocks.
    void publish(String topic, byte[] payload, boolean retained, Duration expiry) {
        MqttMessage message = new MqttMessage(payload.clone(), QOS, retained, new MqttProperties());
        if (expiry.isPositive()) {
            message.getProperties()
                    .setMessageExpiryInterval(Math.max(1, expiry.plusMillis(999).toSeconds()));
        }
        if (!outgoing.offer(new Outgoing(topic, message)) && full.compareAndSet(false, true)) {
            Logger.warn("the broker is too slow: {} messages wait to be sent, newer ones are dropped", OUT_WAITING);
        }
    }

    private void publishAll() {
        try {
            while (true) {
                Outgoing next = outgoing.take();
                window.acquire();
                client.publish(next.topic(), next.message(), next.topic(), new Answered());
            }
        } catch (InterruptedException _) {
            // closed
        } catch (MqttException | RuntimeException failure) {
            lost.complete(reason(failure));
        }
    }

    private void acknowledgeAll() {
        try {
            while (true) {
                client.messageArrivedComplete(committed.take(), QOS);
            }
        } catch (InterruptedException _) {
            // closed
        } catch (MqttException | RuntimeException failure) {
            lost.complete(reason(failure));
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        int id = message.getId();
        boolean answer = message.getQos() > 0;
        received(topic, message.getPayload()).whenComplete((_, failure) -> {
            if (failure != null) {
                Logger.warn("a message on {} was not committed: {}", topic, failure);
            }
            // also then: unanswered it would only shut the window; by its sequence it comes again
            if (answer && !committed.offer(id)) {
                lost.complete("the broker sends more than was agreed");
            }
        });
    }

    /// Paho ends the connection when a callback throws.
    private CompletionStage<Void> received(String topic, byte[] payload) {
        try {
            return receiver.received(topic, payload);
        } catch (RuntimeException failure) {
            return CompletableFuture.failedStage(failure);
        }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        MqttException failure = response.getException();
        lost.complete(
                failure == null
                        ? "the broker ended it, reason %d".formatted(response.getReturnCode())
                        : reason(failure));
    }

    @Override
    public void mqttErrorOccurred(MqttException failure) {
        Logger.warn("the broker's client met an error: {}", reason(failure));
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // told by its listener
    }

    @Override
    public void connectComplete(boolean reconnect, String uri) {
        // told by its token
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // not used
    }

    @Override
    public void close() {
        publisher.interrupt();
        acknowledger.interrupt();
        // Paho may hang in any of these: it hangs alone then, and the next connection is made with a new client
        Thread cleaner = Thread.ofVirtual().name("broker-cleaner").start(() -> {
            quietly(() -> client.disconnect().waitForCompletion(TimeUnit.SECONDS.toMillis(2)));
            quietly(() -> client.disconnectForcibly(0, 0, false));
            quietly(() -> client.close(true));
        });
        try {
            if (!cleaner.join(CLEANING)) {
                Logger.warn("the broker's client does not close; going on without it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lost.complete("closed");
    }

    private interface PahoCall {
        void run() throws MqttException;
    }

    private static void quietly(PahoCall call) {
        try {
            call.run();
        } catch (MqttException | RuntimeException gone) {
            Logger.debug("closing: {}", reason(gone));
        }
    }

    /// What went wrong, for a person.
    static String reason(Exception failure) {
        if (failure instanceof MqttException mqtt) {
            Throwable cause = mqtt.getCause();
            return switch (mqtt.getReasonCode()) {
                case MqttClientException.REASON_CODE_CLIENT_TIMEOUT -> "no answer in time";
                case 4, 5, 134, 135 -> "the broker refused user or secret";
                default ->
                    cause == null ? "reason %d, %s".formatted(mqtt.getReasonCode(), mqtt.getMessage()) : text(cause);
            };
        }
        return text(failure);
    }

    private static String text(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private final class Answered implements MqttActionListener {
        @Override
        public void onSuccess(IMqttToken token) {
            window.release();
            int[] codes = token.getReasonCodes();
            if (codes != null && codes.length > 0 && codes[0] >= REFUSED) {
                Logger.warn(
                        "the broker refused a message for {} (reason {}): see config/mosquitto for the rights",
                        token.getUserContext(),
                        codes[0]);
            }
        }

        @Override
        public void onFailure(IMqttToken token, Throwable failure) {
            window.release();
        }
    }
}
