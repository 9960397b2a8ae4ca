package dev.seatline.server.broker;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/// Who is connected to the embedded broker, and what each left to be said should it vanish.
///
/// The broker publishes last wills inside itself, where no interceptor sees them, so the hub would never hear of a
/// console that is gone. This keeps each connection's will and, by MQTT's own rules, hands it on: after the delay,
/// unless the console said good-bye properly or is back. The broker still publishes the will too, for what it retains.
/// Any thread.
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

    private record Connection(long number, Optional<Will> will, boolean present) {}

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
        newest.put(console, new Connection(number, will, true));
        return number;
    }

    /// A connection is over.
    ///
    /// @param goodbye true when the console asked that its will be forgotten
    void disconnected(String console, long number, boolean goodbye) {
        Connection was = newest.computeIfPresent(
                console,
                (_, connection) -> connection.number() == number
                        ? new Connection(number, goodbye ? Optional.empty() : connection.will(), false)
                        : connection);
        if (was != null && was.number() == number) {
            was.will().ifPresent(will -> timer.after(will.delay(), () -> sayUnlessBack(console, number, will)));
        }
    }

    private void sayUnlessBack(String console, long number, Will will) {
        Connection now = newest.get(console);
        if (now != null && now.number() == number && !forgotten) {
            said.accept(will.topic(), will.bytes());
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
