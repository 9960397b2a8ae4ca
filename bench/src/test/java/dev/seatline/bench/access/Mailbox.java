package dev.seatline.bench.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Everything that one party ever got, by text; it outlives that party's connections. Any thread.
final class Mailbox {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final String owner;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Set<String>> topicsOfText = new HashMap<>();
    private final Set<String> topics = new TreeSet<>();

    /// @param owner for messages
    Mailbox(String owner) {
        this.owner = owner;
    }

    void add(String topic, String text) {
        lock.lock();
        try {
            topicsOfText.computeIfAbsent(text, _ -> new TreeSet<>()).add(topic);
            topics.add(topic);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The topics on which a text came; none when it did not come.
    Set<String> topics(String text) {
        lock.lock();
        try {
            return Set.copyOf(topicsOfText.getOrDefault(text, Set.of()));
        } finally {
            lock.unlock();
        }
    }

    /// The topics of everything that ever came.
    List<String> topics() {
        lock.lock();
        try {
            return List.copyOf(topics);
        } finally {
            lock.unlock();
        }
    }

    /// The texts with a beginning.
    Set<String> texts(String beginning) {
        lock.lock();
        try {
            Set<String> found = new TreeSet<>(topicsOfText.keySet());
            found.removeIf(text -> !text.startsWith(beginning));
            return found;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a text, and fails when it does not come.
    void await(String text) throws InterruptedException {
        assertThat(came(text)).as("%s gets \"%s\"", owner, text).isTrue();
    }

    /// Waits for a text; false when it does not come in time.
    boolean came(String text) throws InterruptedException {
        lock.lock();
        try {
            long left = PATIENCE_NANOS;
            while (!topicsOfText.containsKey(text) && left > 0) {
                left = changed.awaitNanos(left);
            }
            return topicsOfText.containsKey(text);
        } finally {
            lock.unlock();
        }
    }
}
