package dev.seatline.server.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.seatline.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// [ConsoleTraffic] without a network, for tests of everything behind it. The test plays the consoles. Any thread; the
/// receiver and the readers are called on the caller's own.
public final class MemoryTraffic implements ConsoleTraffic {
    /// A message the hub published.
    ///
    /// @param text its payload as UTF-8
    public record Sent(Topic topic, String text, boolean retained, Duration expiry) {}

    /// What the broker was to keep on a topic that is none of the contract's.
    public record Kept(String topic, String text) {}

    private final List<Kept> kept = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();
    private final Map<Topic, Sent> retained = new HashMap<>();
    private final Map<Topic, List<Consumer<Sent>>> readers = new HashMap<>();
    private volatile Runnable beforeStop = () -> {};
    private @Nullable Receiver receiver;
    private Health health = new Health(false, "not started");

    @Override
    public void start(Receiver to) {
        synchronized (this) {
            receiver = to;
            health = new Health(true, "in memory");
        }
        to.reconnected();
    }

    @Override
    public void publish(Topic topic, byte[] payload, boolean retain, Duration expiry) {
        Sent message = new Sent(topic, new String(payload, UTF_8), retain, expiry);
        List<Consumer<Sent>> to;
        synchronized (this) {
            if (receiver == null) {
                return;
            }
            sent.add(message);
            if (retain && payload.length == 0) {
                retained.remove(topic);
            } else if (retain) {
                retained.put(topic, message);
            }
            to = List.copyOf(readers.getOrDefault(topic, List.of()));
        }
        to.forEach(reader -> reader.accept(message));
    }

    @Override
    public synchronized void retain(String topic, byte[] payload) {
        if (receiver != null) {
            kept.add(new Kept(topic, new String(payload, UTF_8)));
        }
    }

    @Override
    public synchronized Health health() {
        return health;
    }

    @Override
    public void stop() {
        beforeStop.run();
        synchronized (this) {
            receiver = null;
            health = new Health(false, "stopped");
        }
    }

    /// What the way waits for before it is closed; nothing unless told.
    public void beforeStop(Runnable first) {
        beforeStop = first;
    }

    /// A console writes.
    ///
    /// @return completes when the hub has committed or could not, as the console's acknowledgement would
    public CompletionStage<Void> deliver(String topic, byte[] payload) {
        Receiver to;
        synchronized (this) {
            to = receiver;
        }
        return to == null
                ? CompletableFuture.failedStage(new IllegalStateException("the hub is not there"))
                : to.received(topic, payload);
    }

    /// A console writes text.
    public CompletionStage<Void> deliver(Topic topic, String text) {
        return deliver(topic.text(), text.getBytes(UTF_8));
    }

    /// A console subscribes; what is retained comes at once.
    public void subscribe(Topic topic, Consumer<Sent> reader) {
        Optional<Sent> waiting;
        synchronized (this) {
            readers.computeIfAbsent(topic, _ -> new ArrayList<>()).add(reader);
            waiting = retained(topic);
        }
        waiting.ifPresent(reader);
    }

    /// The broker was lost, with all it retained, and is there again.
    public void reconnect() {
        Receiver to;
        synchronized (this) {
            retained.clear();
            to = receiver;
        }
        if (to != null) {
            to.reconnected();
        }
    }

    /// What the way is to look like from now on.
    public synchronized void becomes(Health now) {
        health = now;
    }

    /// Everything the hub published since the start or the last [#forget], in order.
    public synchronized List<Sent> sent() {
        return List.copyOf(sent);
    }

    /// The texts the hub published on one topic, in order.
    public synchronized List<String> texts(Topic topic) {
        return sent.stream()
                .filter(message -> message.topic().equals(topic))
                .map(Sent::text)
                .toList();
    }

    /// What a console that subscribes now would get at once.
    public synchronized Optional<Sent> retained(Topic topic) {
        return Optional.ofNullable(retained.get(topic));
    }

    /// Everything that was to be kept on topics that are none of the contract's, in order.
    public synchronized List<Kept> kept() {
        return List.copyOf(kept);
    }

    /// Forgets what was published so far; what is retained stays.
    public synchronized void forget() {
        sent.clear();
        kept.clear();
    }
}
