package dev.seatline.server.broker;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.async.Async;
import com.hivemq.extension.sdk.api.async.TimeoutFallback;
import com.hivemq.extension.sdk.api.auth.PublishAuthorizer;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.SubscriptionAuthorizer;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerOutput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerOutput;
import com.hivemq.extension.sdk.api.interceptor.publish.PublishInboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundOutput;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.connect.ConnectPacket;
import com.hivemq.extension.sdk.api.packets.connect.WillPublishPacket;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import com.hivemq.extension.sdk.api.packets.publish.PublishPacket;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.publish.PublishService;
import dev.seatline.server.ingest.ConsoleTraffic.Receiver;
import dev.seatline.wire.ConsoleStatus;
import dev.seatline.wire.Decoded;
import dev.seatline.wire.Texts;
import dev.seatline.wire.Topic;
import dev.seatline.wire.Topic.Channel;
import dev.seatline.wire.WireJson;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/// What the hub adds to the embedded broker: who may come in, who may do what, and the way of a message to the hub.
///
/// The broker asks its interceptors before its authorizers, so the rights are checked here first and the authorizer is
/// only a second wall. Called by the broker on its own threads, one call at a time per console.
final class ConsoleExtension
        implements ExtensionMain,
                SimpleAuthenticator,
                PublishAuthorizer,
                SubscriptionAuthorizer,
                PublishInboundInterceptor {
    /// Far above any commit; a message that takes longer is answered as not taken, and comes again by its sequence.
    private static final Duration COMMIT_LIMIT = Duration.ofSeconds(30);

    private static final String CONNECTION = "seatline-connection";

    private final ConsoleRoll roll;
    private final Receiver receiver;
    private final Refusals refusals;
    private final Refusals messageRefusals;
    private final Refusals sizeRefusals;
    private final LastWills wills;
    private final CompletableFuture<PublishService> started = new CompletableFuture<>();

    ConsoleExtension(ConsoleRoll roll, Receiver receiver) {
        this.roll = roll;
        this.receiver = receiver;
        this.refusals = new Refusals(System::nanoTime);
        // each of its own, so that a console that knocks in vain does not hide one that says wrong things
        this.messageRefusals = new Refusals(System::nanoTime);
        this.sizeRefusals = new Refusals(System::nanoTime);
        this.wills = new LastWills(
                (delay, action) -> CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(action),
                this::say);
    }

    /// Completes with the way to publish once the broker runs this extension; without it every door is shut.
    CompletableFuture<PublishService> started() {
        return started;
    }

    /// The broker is about to stop: nobody who is cut off now is to be called lost.
    void stopping() {
        wills.forget();
    }

    /// How many consoles are connected.
    long present() {
        return wills.present();
    }

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
        Services.securityRegistry().setAuthenticatorProvider(_ -> this);
        Services.securityRegistry().setAuthorizerProvider(_ -> this);
        Services.initializerRegistry().setClientInitializer((_, context) -> context.addPublishInboundInterceptor(this));
        ConnectionEnds ends = new ConnectionEnds(CONNECTION, wills, this::refusedForItsSize);
        Services.eventRegistry().setClientLifecycleEventListener(_ -> ends);
        started.complete(Services.publishService());
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
        // the broker forgets what was registered
    }

    @Override
    public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
        ConnectPacket connect = input.getConnectPacket();
        String name = connect.getClientId();
        Optional<Rights> rights =
                roll.admit(connect.getUserName(), name, connect.getPassword().map(ConsoleExtension::bytes));
        if (rights.isEmpty()) {
            refusals.refused("connection");
            output.failAuthentication(ConnackReasonCode.BAD_USER_NAME_OR_PASSWORD);
            return;
        }
        Optional<WillPublishPacket> will = connect.getWillPublish();
        if (will.isPresent() && !rights.get().mayLeaveWill(will.get().getTopic())) {
            refusals.refused("last will");
            output.failAuthentication(ConnackReasonCode.NOT_AUTHORIZED, "a last will may only go to your own status");
            return;
        }
        switch (rights.get()) {
            case ConsoleRights _ -> {
                long number = wills.connected(name, will.map(left -> will(left, connect.getSessionExpiryInterval())));
                input.getConnectionInformation()
                        .getConnectionAttributeStore()
                        .putAsString(CONNECTION, Long.toString(number));
            }
            case HomeAssistantRights _ -> {
                // nobody waits for it: it comes and goes, and is no console that is counted
            }
        }
        output.authenticateSuccessfully();
    }

    private static LastWills.Will will(WillPublishPacket will, long sessionExpirySeconds) {
        byte[] payload = will.getPayload().map(ConsoleExtension::bytes).orElse(new byte[0]);
        long delaySeconds = Math.min(will.getWillDelay(), sessionExpirySeconds);
        return new LastWills.Will(will.getTopic(), ByteBuffer.wrap(payload), Duration.ofSeconds(delaySeconds));
    }

    @Override
    public void onInboundPublish(PublishInboundInput input, PublishInboundOutput output) {
        PublishPacket packet = input.getPublishPacket();
        String topic = packet.getTopic();
        if (!mayPublish(input.getClientInformation().getClientId(), topic)) {
            refused(input.getClientInformation().getClientId(), topic);
            output.preventPublishDelivery(AckReasonCode.NOT_AUTHORIZED, "not a topic you may write to");
            return;
        }
        Async<PublishInboundOutput> answer = output.async(
                COMMIT_LIMIT, TimeoutFallback.FAILURE, AckReasonCode.UNSPECIFIED_ERROR, "not committed in time");
        byte[] payload = packet.getPayload().map(ConsoleExtension::bytes).orElse(new byte[0]);
        CompletionStage<Void> taken = received(topic, payload);
        Topic.parse(topic)
                .filter(known -> known.channel() == Channel.STATUS)
                .ifPresent(_ -> told(input.getClientInformation().getClientId(), topic, payload));
        taken.whenComplete((_, failure) -> {
            if (failure != null) {
                output.preventPublishDelivery(AckReasonCode.UNSPECIFIED_ERROR, "not committed");
            } else if (!keptByTheBroker(topic)) {
                // the hub is its only reader and has it: the broker need not look for others
                output.preventPublishDelivery(AckReasonCode.SUCCESS);
            }
            answer.resume();
        });
    }

    /// Notes what would have to be said should this console be gone without a word.
    private void told(String console, String topic, byte[] payload) {
        if (WireJson.read(payload, ConsoleStatus.class) instanceof Decoded.Read<ConsoleStatus>(ConsoleStatus is)) {
            wills.told(
                    console,
                    is.online()
                            ? Optional.of(new LastWills.Will(
                                    topic, ByteBuffer.wrap(WireJson.write(is.gone())), Duration.ZERO))
                            : Optional.empty());
        }
    }

    private void refused(String console, String topic) {
        receiver.refused();
        String allowed = roll.rights(console).map(Rights::writes).orElse("nothing");
        messageRefusals.refused("message of console %s on \"%s\", allowed is %s"
                .formatted(Texts.shortened(console), Texts.shortened(topic), allowed));
    }

    private void refusedForItsSize(String console) {
        receiver.refused();
        sizeRefusals.refused("message of console %s, allowed are %d bytes a packet"
                .formatted(Texts.shortened(console), WireJson.LARGEST));
    }

    private CompletionStage<Void> received(String topic, byte[] payload) {
        try {
            return receiver.received(topic, payload);
        } catch (RuntimeException failure) {
            Logger.error(failure, "the hub could not take a message on {}", topic);
            return CompletableFuture.failedStage(failure);
        }
    }

    private void say(String topic, byte[] payload) {
        received(topic, payload).whenComplete((_, failure) -> {
            if (failure != null) {
                Logger.warn(failure, "the last will on {} was not committed", topic);
            }
        });
    }

    private static boolean keptByTheBroker(String topic) {
        return Topic.parse(topic)
                .filter(known -> known.channel() == Channel.STATUS || known.channel() == Channel.STATE)
                .isPresent();
    }

    @Override
    public void authorizePublish(PublishAuthorizerInput input, PublishAuthorizerOutput output) {
        if (mayPublish(
                input.getClientInformation().getClientId(),
                input.getPublishPacket().getTopic())) {
            output.authorizeSuccessfully();
        } else {
            output.failAuthorization();
        }
    }

    @Override
    public void authorizeSubscribe(SubscriptionAuthorizerInput input, SubscriptionAuthorizerOutput output) {
        String filter = input.getSubscription().getTopicFilter();
        boolean allowed = roll.rights(input.getClientInformation().getClientId())
                .filter(rights -> rights.maySubscribe(filter))
                .isPresent();
        if (allowed) {
            output.authorizeSuccessfully();
        } else {
            refusals.refused("subscription");
            output.failAuthorization();
        }
    }

    private boolean mayPublish(String console, String topic) {
        return roll.rights(console).filter(rights -> rights.mayPublish(topic)).isPresent();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
