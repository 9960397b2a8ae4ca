package dev.seatline.device.sync;

import dev.seatline.wire.Topic;
import dev.seatline.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// One connection to the broker, from connect to loss; never used twice, since Paho's clients do not come
/// back clean. Our threads alone call Paho; its callback thread only hands over. [#publish] is for any
/// thread of ours, the rest for the link's own.
final class PahoConnection implements MqttCallback {
    private static final int CONNECT_SECONDS = 10;
    private static final long ANSWER_MILLIS = 12_000;
    private static final int KEEP_ALIVE_SECONDS = 20;
    private static final int WINDOW = 20;
    private static final long QUIESCE_MILLIS = 1_000;
    private static final long WILL_DELAY_SECONDS = 2;
    /// Longer than the will's delay, which the end of the session would cut short.
    private static final long SESSION_SECONDS = 10;
    /// A payload of the contract and room for the topic and the rest of the packet.
    private static final long LARGEST_PACKET = WireJson.LARGEST + 512;

    private static final List<Topic.Channel> SUBSCRIBED =
            List.of(Topic.Channel.CONFIRM, Topic.Channel.SETTINGS, Topic.Channel.ORDER);

    private final HubAccount account;
    private final HubSockets sockets;
    private final Heard heard;
    private final CompletableFuture<Loss> lost = new CompletableFuture<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile @Nullable MqttAsyncClient client;

    /// Gets the hub's messages, on Paho's thread.
    interface Heard {
        void received(Topic.Channel channel, byte[] payload);
    }

    /// Why the connection ended or never began.
    ///
    /// @param refused whether the broker said no, which only a person can mend
    record Loss(boolean refused, String detail) {}

    PahoConnection(HubAccount account, HubSockets sockets, Heard heard) {
        this.account = account;
        this.sockets = sockets;
        this.heard = heard;
    }

    /// Connects and subscribes; blocks for at most some 24 s.
    ///
    /// @return why it did not work, or empty when the link is there
    Optional<Loss> open(byte[] will) {
        try {
            MqttAsyncClient made = new MqttAsyncClient(
                    account.uri().toString(), account.console().text(), new MemoryPersistence());
            client = made;
            made.setCallback(this);
            IMqttToken connecting = made.connect(options(will));
            connecting.waitForCompletion(ANSWER_MILLIS);
            IMqttToken subscribing =
                    made.subscribe(SUBSCRIBED.stream().map(this::topic).toArray(String[]::new), new int[] {1, 1, 1});
            subscribing.waitForCompletion(ANSWER_MILLIS);
            return refusal(subscribing).map(code -> new Loss(true, PahoReasons.subscribing(account, code)));
        } catch (MqttException e) {
            return Optional.of(PahoReasons.connecting(account, e));
        } catch (Throwable e) {
            return Optional.of(new Loss(false, "the client library failed: " + e));
        }
    }

    private MqttConnectionOptions options(byte[] will) {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(account.console().text());
        options.setPassword(account.secret().getBytes(StandardCharsets.UTF_8));
        options.setAutomaticReconnect(false);
        options.setCleanStart(true);
        options.setSessionExpiryInterval(SESSION_SECONDS);
        options.setTopicAliasMaximum(0);
        options.setUseSubscriptionIdentifiers(false);
        options.setMaximumPacketSize(LARGEST_PACKET);
        options.setConnectionTimeout(CONNECT_SECONDS);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setSocketFactory(sockets.forClient());
        options.setHttpsHostnameVerificationEnabled(true);
        MqttProperties delayed = new MqttProperties();
        delayed.setWillDelayInterval(WILL_DELAY_SECONDS);
        options.setWillMessageProperties(delayed);
        options.setWill(
                topic(Topic.Channel.STATUS), new MqttMessage(will, 1, Topic.Channel.STATUS.retained(), delayed));
        return options;
    }

    private String topic(Topic.Channel channel) {
        return new Topic(account.site(), account.seat(), channel).text();
    }

    /// Hands a message to Paho, which sends it from a thread of its own.
    boolean publish(Topic.Channel channel, byte[] payload) {
        MqttAsyncClient open = client;
        if (open == null || lost.isDone()) {
            return false;
        }
        if (inFlight.incrementAndGet() > WINDOW) {
            inFlight.decrementAndGet();
            return false;
        }
        try {
            open.publish(
                    topic(channel),
                    new MqttMessage(payload, 1, channel.retained(), new MqttProperties()),
                    null,
                    new Acknowledged(channel));
            return true;
        } catch (MqttException e) {
            // the broker's own window is smaller than ours, or the connection has just gone
            inFlight.decrementAndGet();
            return false;
        } catch (RuntimeException e) {
            inFlight.decrementAndGet();
            lose(new Loss(false, "the client library failed: " + e));
            return false;
        }
    }

    /// Completed when the connection is lost.
    CompletableFuture<Loss> lost() {
        return lost;
    }

    void lose(Loss loss) {
        lost.complete(loss);
    }

    /// Lets what is under way arrive and says good-bye, so that the will is not published.
    void sayGoodBye() {
        MqttAsyncClient open = client;
        try {
            if (open != null && open.isConnected()) {
                open.disconnect(QUIESCE_MILLIS).waitForCompletion(2 * QUIESCE_MILLIS);
            }
        } catch (MqttException | RuntimeException e) {
            Logger.debug("no good-bye to the hub: {}", e.toString());
        }
    }

    /// Frees everything. May hang in Paho, so it runs on a thread that nobody waits for.
    void discard() {
        lose(new Loss(false, "closed"));
        MqttAsyncClient open = client;
        sockets.closeAll();
        if (open != null) {
            try {
                open.disconnectForcibly(0, 0, false);
            } catch (MqttException | RuntimeException e) {
                // it was not connected
            }
            try {
                open.close(true);
            } catch (MqttException | RuntimeException e) {
                Logger.debug("a client that will not close: {}", e.toString());
            }
        }
        sockets.closeAll();
    }

    /// The first reason code that means no.
    private static Optional<Integer> refusal(IMqttToken token) {
        int[] codes = token.getReasonCodes();
        if (codes != null) {
            for (int code : codes) {
                if (code >= PahoReasons.FIRST_REFUSAL) {
                    return Optional.of(code);
                }
            }
        }
        return Optional.empty();
    }

    /// Paho calls a refused message a success; only its reason code tells.
    private final class Acknowledged implements MqttActionListener {
        private final Topic.Channel channel;

        Acknowledged(Topic.Channel channel) {
            this.channel = channel;
        }

        @Override
        public void onSuccess(IMqttToken token) {
            inFlight.decrementAndGet();
            refusal(token).ifPresent(this::refused);
        }

        private void refused(int code) {
            String why = PahoReasons.publishing(account, topic(channel), code);
            if (PahoReasons.onlyAPersonCanMend(code)) {
                lose(new Loss(true, why));
            } else {
                // the uploader sends again what is not confirmed
                Logger.debug(why);
            }
        }

        @Override
        public void onFailure(@Nullable IMqttToken token, @Nullable Throwable why) {
            inFlight.decrementAndGet();
        }
    }

    // ---- called by Paho's threads

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        try {
            Optional<Topic> known = Topic.parse(topic);
            if (known.isPresent() && !lost.isDone()) {
                heard.received(known.get().channel(), message.getPayload());
            }
        } catch (Throwable e) {
            // thrown on, it would end the connection
            Logger.error(e, "a message of the hub on {} made the console stumble", topic);
        }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        lose(PahoReasons.disconnected(account, response));
    }

    @Override
    public void mqttErrorOccurred(MqttException e) {
        Logger.debug("mqtt: {}", e.toString());
    }

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String uri) {}

    @Override
    public void authPacketArrived(int code, MqttProperties properties) {}
}
