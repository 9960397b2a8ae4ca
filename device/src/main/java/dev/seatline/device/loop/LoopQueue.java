package dev.seatline.device.loop;

import dev.seatline.device.seat.Input;
import dev.seatline.wire.Confirm;
import dev.seatline.wire.Order;
import dev.seatline.wire.Settings;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// What waits for the loop. Bounded: a driver waits a moment when it is full, and is told when its input had
/// to be left out; of the hub's messages at most a quarter of the room is taken, the rest is left out
/// (confirms and settings come again); of the link only the newest word counts. Any thread puts, the loop
/// takes.
final class LoopQueue {
    private static final int ROOM = 1024;
    private static final int ROOM_FOR_HUB = ROOM / 4;
    private static final Duration DRIVER_WAITS = Duration.ofMillis(500);

    private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(ROOM);
    private final AtomicReference<@Nullable Link> link = new AtomicReference<>();
    private final AtomicInteger fromHub = new AtomicInteger();
    private final AtomicLong lostInputs = new AtomicLong();
    private final AtomicLong lostMessages = new AtomicLong();

    /// What the loop deals with.
    sealed interface Message {}

    record Sensed(Input input) implements Message {}

    /// The newest word about the link.
    record Link(boolean online, String detail) implements Message {}

    record Confirmed(Confirm confirm) implements Message {}

    record Known(Settings settings) implements Message {}

    record Ordered(Order order) implements Message {}

    /// Something is to be looked at: the link, or the end.
    record Wake() implements Message {}

    /// From a driver, on its thread.
    void sensed(Input input) {
        if (queue.offer(new Sensed(input))) {
            return;
        }
        try {
            if (queue.offer(new Sensed(input), DRIVER_WAITS.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        long lost = lostInputs.incrementAndGet();
        Logger.error(
                "an input was left out, the console is too slow: {} ({} so far)",
                input.getClass().getSimpleName(),
                lost);
    }

    /// From the hub, on the link's thread.
    void heard(Message message) {
        if (fromHub.incrementAndGet() > ROOM_FOR_HUB || !queue.offer(message)) {
            fromHub.decrementAndGet();
            lostMessages.incrementAndGet();
        }
    }

    void linkChanged(boolean online, String detail) {
        link.set(new Link(online, detail));
        wake();
    }

    void wake() {
        // when the queue is full the loop is awake
        boolean added = queue.offer(new Wake());
        Logger.trace("woken: {}", added);
    }

    /// The next message, or null when `atMost` has passed without one.
    @Nullable
    Message next(Duration atMost) throws InterruptedException {
        Link newest = link.getAndSet(null);
        if (newest != null) {
            return newest;
        }
        Message message = queue.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
        if (message instanceof Confirmed || message instanceof Known || message instanceof Ordered) {
            fromHub.decrementAndGet();
        }
        newest = link.getAndSet(null);
        if (newest != null && message instanceof Wake) {
            return newest;
        }
        if (newest != null) {
            link.compareAndSet(null, newest);
        }
        return message;
    }

    boolean empty() {
        return queue.isEmpty() && link.get() == null;
    }

    /// Inputs of the hardware that had to be left out.
    long lostInputs() {
        return lostInputs.get();
    }

    /// Messages of the hub that had to be left out.
    long lostMessages() {
        return lostMessages.get();
    }
}
