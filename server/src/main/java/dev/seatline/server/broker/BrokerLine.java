package dev.seatline.server.broker;

import dev.seatline.server.HubConfig.Mqtt.External;
import dev.seatline.server.broker.BrokerStream.Packet;
import dev.seatline.server.ingest.ConsoleTraffic.Receiver;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.Topic;
import dev.seatline.wire.Topic.Channel;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.tinylog.Logger;

/// One connection of the hub to an external broker, from connecting to its loss; never mended, never used again.
///
/// Two threads of its own: one reads and hands what consoles say to the receiver, one writes ([BrokerWriter]). MQTT 5
/// by hand, as a library's thread for each step costs more than everything the hub does with a fact. A message is
/// acknowledged after the hub's commit; as the broker sends at most [#WINDOW] messages ahead, no more are ever in hand.
final class BrokerLine implements AutoCloseable {
    /// Messages the broker may send before the first of them is acknowledged: as many can share a commit. A broker may
    /// have a lower limit of its own.
    private static final int WINDOW = 2_000;

    private static final int LIMIT_MILLIS = 10_000;
    private static final int KEEP_ALIVE_SECONDS = 20;
    private static final long SESSION_SECONDS = Duration.ofHours(24).toSeconds();
    private static final int LARGEST_PACKET = 128 * 1024;
    private static final int READ_BUFFER = 64 * 1024;
    private static final int REFUSED = 0x80;
    private static final int WRONG_PASSWORD = 0x86;
    private static final int NOT_AUTHORISED = 0x87;
    private static final int SUBSCRIBING = 1;
    private static final Duration CLEANING = Duration.ofSeconds(2);

    private final External config;
    private final Receiver receiver;
    private final BrokerWriter writer = new BrokerWriter();
    private final CompletableFuture<String> lost = new CompletableFuture<>();
    private final Thread reading =
            Thread.ofPlatform().daemon().name("broker-reader").unstarted(this::readAll);
    private final Thread writing =
            Thread.ofPlatform().daemon().name("broker-writer").unstarted(this::writeAll);
    private final Socket socket;
    /// For [#connect], and from then on for the reading thread.
    private final BrokerStream in;

    private int keepAlive = KEEP_ALIVE_SECONDS;

    /// @throws IOException when nobody answers at the address, or not with a certificate that is trusted
    BrokerLine(External config, BrokerSockets sockets, Receiver receiver) throws IOException {
        this.config = config;
        this.receiver = receiver;
        this.socket = sockets.connect(config.uri(), LIMIT_MILLIS);
        this.in = new BrokerStream(new BufferedInputStream(socket.getInputStream(), READ_BUFFER), LARGEST_PACKET);
    }

    /// Signs in and subscribes to what the consoles of a site write.
    ///
    /// @throws IOException when the broker does not let us in, or in but not read
    void connect(SiteId site) throws IOException {
        socket.setSoTimeout(LIMIT_MILLIS);
        BrokerPackets packets = new BrokerPackets();
        packets.connect(new BrokerPackets.Greeting(
                config.user(), config.secret(), KEEP_ALIVE_SECONDS, SESSION_SECONDS, WINDOW, LARGEST_PACKET));
        send(packets);
        if (!(in.next() instanceof Packet.Connected greeted)) {
            throw new ProtocolException("a broker greets first");
        }
        if (greeted.reason() >= REFUSED) {
            throw new IOException(
                    greeted.reason() == WRONG_PASSWORD || greeted.reason() == NOT_AUTHORISED
                            ? "the broker refused user or secret"
                            : "the broker refused us, reason 0x%02X".formatted(greeted.reason()));
        }
        if (greeted.maximumQos() == 0) {
            throw new IOException("the broker takes no messages with QoS 1: allow them there");
        }
        writer.allow(greeted.receiveMaximum(), greeted.largestPacket());
        keepAlive = greeted.keepAliveSeconds() > 0
                ? Math.min(greeted.keepAliveSeconds(), KEEP_ALIVE_SECONDS)
                : KEEP_ALIVE_SECONDS;
        List<String> filters = Arrays.stream(Channel.values())
                .filter(Channel::writtenByConsole)
                .map(channel -> Topic.filter(site, channel))
                .toList();
        packets.subscribe(SUBSCRIBING, filters);
        send(packets);
        for (Packet packet = in.next(); ; packet = in.next()) {
            if (packet instanceof Packet.Subscribed subscribed) {
                if (subscribed.worst() >= REFUSED) {
                    throw new IOException("the broker does not let user %s read %s: see config/mosquitto for the rights"
                            .formatted(config.user(), filters.get(subscribed.at())));
                }
                break;
            }
            // what waited in the session comes at once
            take(packet);
        }
        socket.setSoTimeout((int) Duration.ofSeconds(2L * keepAlive).toMillis());
        reading.start();
        writing.start();
    }

    private void send(BrokerPackets packets) throws IOException {
        socket.getOutputStream().write(packets.take());
        socket.getOutputStream().flush();
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
    void publish(Topic topic, byte[] payload, boolean retained, Duration expiry) {
        writer.publish(
                topic.text(),
                payload.clone(),
                retained,
                expiry.isPositive() ? Math.max(1, expiry.plusMillis(999).toSeconds()) : 0);
    }

    private void readAll() {
        try {
            while (!lost.isDone()) {
                take(in.next());
            }
        } catch (IOException | RuntimeException failure) {
            lost.complete(reason(failure));
        } catch (Error broken) {
            // were it only to end, the hub would be deaf and not know it
            Logger.error(broken, "reading from the broker broke");
            lost.complete(broken.toString());
        }
    }

    private void writeAll() {
        try {
            writer.run(
                    socket.getOutputStream(),
                    Duration.ofSeconds(keepAlive).multipliedBy(3).dividedBy(4));
        } catch (IOException | RuntimeException failure) {
            lost.complete(reason(failure));
        } catch (InterruptedException _) {
            lost.complete("stopped");
        }
    }

    private void take(Packet packet) throws IOException {
        switch (packet) {
            case Packet.Published published -> received(published);
            case Packet.Acknowledged acknowledged -> writer.answered(acknowledged.packet(), acknowledged.reason());
            case Packet.Alive _ -> {
                // heard, which is all that it says
            }
            case Packet.Ended ended ->
                throw new IOException("the broker ended it, reason %d".formatted(ended.reason()));
            case Packet.Connected _, Packet.Subscribed _ ->
                throw new ProtocolException("a broker greets and subscribes once");
        }
    }

    private void received(Packet.Published published) {
        String topic = published.topic();
        taken(topic, published.bytes()).whenComplete((_, failure) -> {
            if (failure != null) {
                Logger.warn("a message on {} was not committed: {}", topic, failure);
            }
            // also then: unanswered it would only shut the window; by its sequence it comes again
            if (published.packet() > 0) {
                writer.acknowledge(published.packet());
            }
        });
    }

    /// A receiver that stumbles over one message must not cost the connection.
    private CompletionStage<Void> taken(String topic, byte[] payload) {
        try {
            return receiver.received(topic, payload);
        } catch (RuntimeException failure) {
            return CompletableFuture.failedStage(failure);
        }
    }

    @Override
    public void close() {
        writer.end();
        try {
            if (writing.isAlive() && !writing.join(CLEANING)) {
                Logger.debug("the broker does not take our good-bye");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            socket.close();
        } catch (IOException gone) {
            Logger.debug("closing: {}", reason(gone));
        }
        lost.complete("closed");
    }

    /// What went wrong, for a person.
    static String reason(Exception failure) {
        if (failure instanceof SocketTimeoutException) {
            return "no answer in time";
        }
        if (failure instanceof EOFException) {
            return "the broker closed it";
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
