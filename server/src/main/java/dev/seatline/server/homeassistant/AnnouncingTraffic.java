package dev.seatline.server.homeassistant;

import dev.seatline.server.ingest.ConsoleTraffic;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.tinylog.Logger;

/// The way to the consoles, over which Home Assistant is told of the seats as well: whenever the way opens, and when
/// Home Assistant says that it is there. Hub and consoles notice nothing of it.
///
/// What was announced and is no more, since a seat or the whole setting was taken out, is taken back with an empty
/// message each time until Home Assistant has said that it is there, or, without the setting, once.
///
/// [#start] and [#stop] belong to one thread, the rest is for any.
public final class AnnouncingTraffic implements ConsoleTraffic {
    /// Runs something after a delay, on a thread of its own.
    public interface Timer {
        void after(Duration delay, Runnable action);
    }

    /// Home Assistant asks everybody at once that it is not told everything at once.
    private static final long SHORTEST_PAUSE_MILLIS = 500;

    private static final long LONGEST_PAUSE_MILLIS = 3_000;
    private static final byte[] NOTHING = {};
    private static final byte[] ONLINE = "online".getBytes(StandardCharsets.UTF_8);

    private final ConsoleTraffic way;
    private final Optional<Discovery> discovery;
    private final List<SeatId> seats;
    private final AnnouncedTopics remembered;
    private final Timer timer;
    private final RandomGenerator random;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    /// To be taken back; under the lock.
    private final Set<String> gone = new TreeSet<>();

    private volatile boolean stopped;

    /// @param way what it goes over
    /// @param discovery empty when Home Assistant is to know of no seat
    /// @param random for the pause before an answer
    public AnnouncingTraffic(
            ConsoleTraffic way,
            Optional<Discovery> discovery,
            List<SeatId> seats,
            AnnouncedTopics remembered,
            Timer timer,
            RandomGenerator random) {
        this.way = way;
        this.discovery = discovery;
        this.seats = List.copyOf(seats);
        this.remembered = remembered;
        this.timer = timer;
        this.random = random;
    }

    @Override
    public void start(Receiver receiver) throws IOException {
        stopped = false;
        Set<String> before = remembered.read();
        Set<String> all = new HashSet<>(before);
        all.addAll(announced());
        if (!all.equals(before)) {
            // first: what is not remembered can never be taken back
            remembered.write(all);
        }
        lock.lock();
        try {
            gone.clear();
            gone.addAll(before);
            gone.removeAll(announced());
        } finally {
            lock.unlock();
        }
        way.start(new Listening(receiver));
    }

    private Set<String> announced() {
        Set<String> topics = new HashSet<>();
        discovery.ifPresent(how -> seats.forEach(seat -> topics.add(how.topic(seat))));
        return topics;
    }

    /// @param answers whether Home Assistant has just said that it is there
    private void announce(boolean answers) {
        lock.lock();
        try {
            if (stopped || !way.health().ok()) {
                // when the way opens again it is done anew
                return;
            }
            gone.forEach(topic -> way.retain(topic, NOTHING));
            discovery.ifPresent(how -> seats.forEach(seat -> way.retain(how.topic(seat), how.document(seat))));
            if (!gone.isEmpty() && (answers || discovery.isEmpty())) {
                gone.clear();
                remembered.write(announced());
            }
        } catch (RuntimeException failure) {
            Logger.error(failure, "Home Assistant could not be told of the seats");
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void publish(Topic topic, byte[] payload, boolean retained, Duration expiry) {
        way.publish(topic, payload, retained, expiry);
    }

    @Override
    public void retain(String topic, byte[] payload) {
        way.retain(topic, payload);
    }

    @Override
    public Health health() {
        return way.health();
    }

    @Override
    public void stop() {
        stopped = true;
        way.stop();
    }

    /// Keeps what Home Assistant says from the hub, to whom it would be a message of nobody.
    private final class Listening implements Receiver {
        private final Receiver hub;

        Listening(Receiver hub) {
            this.hub = hub;
        }

        @Override
        public CompletionStage<Void> received(String topic, byte[] payload) {
            if (discovery.filter(how -> how.birth().equals(topic)).isEmpty()) {
                return hub.received(topic, payload);
            }
            if (Arrays.equals(payload, ONLINE) && asked.compareAndSet(false, true)) {
                long pause = random.nextLong(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS);
                timer.after(Duration.ofMillis(pause), () -> {
                    asked.set(false);
                    announce(true);
                });
            }
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void refused() {
            hub.refused();
        }

        @Override
        public void reconnected() {
            hub.reconnected();
            timer.after(Duration.ZERO, () -> announce(false));
        }
    }
}
