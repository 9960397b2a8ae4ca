package dev.seatline.server.broker;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/// Who is connected to the embedded broker, and what is to be said to the hub of each should it vanish.
///
/// The broker publishes last wills inside itself, where no interceptor sees them, so the hub would never hear of a
/// console that is gone. This keeps each connection's will and, by MQTT's own rules, hands it on: after the delay,
/// unless the console said good-bye properly or is back. The broker still publishes the will too, for what it retains.
///
/// A will is not enough: it goes with its connection when another takes its place, and that one may leave without a
/// word. So whoever was last called online is called offline once nobody is connected under its name, however the last
/// connection ended. Any thread.
final class LastWills {
    /// What a console left to be said.
    ///
    /// @param delay after the loss, never beyond the session's own end
    record Will(String topic, ByteBuffer payload, Duration delay) {
        Will {
            payload = payload.asReadOnlyBuffer();
        }

        byte[] bytes() {
            byte[] bytes = new byte[payload.remaining()];
            payload.duplicate().get(bytes);
            return bytes;
        }
    }

    /// Runs something after a delay.
    interface Timer {
        void after(Duration delay, Runnable action);
    }

    /// How long a connection that left no will may be away before its console is called offline.
    static final Duration GRACE = Duration.ofSeconds(2);

    /// The newest connection of a console.
    ///
    /// @param farewell takes back that the console was called online, on whatever connection; empty if it was not
    private record Connection(
            long number, Optional<Will> will, Optional<Will> farewell, boolean present, Duration delay) {}

    private final Map<String, Connection> newest = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final Timer timer;
    private final BiConsumer<String, byte[]> said;
    private volatile boolean forgotten;

    LastWills(Timer timer, BiConsumer<String, byte[]> said) {
        this.timer = timer;
        this.said = said;
    }

    /// A console comes in. It takes the place of an older connection of its own, whose will is then never said.
    ///
    /// @return the number of this connection
    long connected(String console, Optional<Will> will) {
        long number = numbers.incrementAndGet();
        Duration delay = will.map(Will::delay).orElse(GRACE);
        newest.compute(
                console,
                (_, before) -> new Connection(
                        number, will, before == null ? Optional.empty() : before.farewell(), true, delay));
        return number;
    }

    /// A console told how it is.
    ///
    /// @param farewell what takes it back; empty when the console told that it is offline
    void told(String console, Optional<Will> farewell) {
        Connection now = newest.computeIfPresent(
                console, (_, is) -> new Connection(is.number(), is.will(), farewell, is.present(), is.delay()));
        if (now != null && !now.present()) {
            // the last word of a connection may be heard after its end
            timer.after(now.delay(), () -> sayUnlessBack(console, now.number()));
        }
    }

    /// A connection is over.
    ///
    /// @param goodbye true when the console asked that its will be forgotten
    void disconnected(String console, long number, boolean goodbye) {
        Connection was = newest.computeIfPresent(
                console,
                (_, is) -> is.number() == number
                        ? new Connection(
                                number, goodbye ? Optional.empty() : is.will(), is.farewell(), false, is.delay())
                        : is);
        if (was != null && was.number() == number) {
            timer.after(was.delay(), () -> sayUnlessBack(console, number));
        }
    }

    private void sayUnlessBack(String console, long number) {
        List<Will> due = new ArrayList<>();
        newest.computeIfPresent(console, (_, is) -> {
            if (is.number() != number || is.present()) {
                return is;
            }
            is.will().ifPresent(due::add);
            // a will may say anything; what takes back the console's own word is said last
            is.farewell().ifPresent(due::add);
            return new Connection(number, Optional.empty(), Optional.empty(), false, is.delay());
        });
        if (!forgotten) {
            due.forEach(will -> said.accept(will.topic(), will.bytes()));
        }
    }

    /// From now on no will is said.
    void forget() {
        forgotten = true;
    }

    /// How many consoles are connected.
    long present() {
        return newest.values().stream().filter(Connection::present).count();
    }
}
