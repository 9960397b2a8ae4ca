package dev.seatline.server.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// A hub that writes down what it gets, commits at once, and answers otherwise where told. Any thread.
public final class RecordingReceiver implements ConsoleTraffic.Receiver {
    /// A message.
    public record Got(String topic, String text) {}

    private final List<Got> got = new ArrayList<>();
    private final Map<String, Supplier<CompletionStage<Void>>> answers = new ConcurrentHashMap<>();
    private final AtomicInteger reconnections = new AtomicInteger();
    private byte[] last = new byte[0];

    @Override
    public CompletionStage<Void> received(String topic, byte[] payload) {
        String text = new String(payload, UTF_8);
        synchronized (this) {
            got.add(new Got(topic, text));
            last = payload.clone();
        }
        return answers.getOrDefault(text, () -> CompletableFuture.completedStage(null))
                .get();
    }

    @Override
    public void reconnected() {
        reconnections.incrementAndGet();
    }

    /// How to answer one text.
    public void answer(String text, Supplier<CompletionStage<Void>> answer) {
        answers.put(text, answer);
    }

    /// Waits for a message.
    public void await(String topic, String text) {
        Await.until("the hub got it on " + topic, () -> got().contains(new Got(topic, text)));
    }

    public synchronized List<Got> got() {
        return List.copyOf(got);
    }

    /// The texts with a beginning, in the order they came.
    public List<String> texts(String prefix) {
        return got().stream()
                .map(Got::text)
                .filter(text -> text.startsWith(prefix))
                .toList();
    }

    public synchronized byte[] lastPayload() {
        return last.clone();
    }

    public int reconnections() {
        return reconnections.get();
    }
}
