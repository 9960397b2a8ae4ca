package dev.seatline.device.loop;

import dev.seatline.device.seat.Input;
import dev.seatline.wire.Confirm;
import dev.seatline.wire.Order;
import dev.seatline.wire.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// What waits for the loop. Bounded: a driver waits a moment when it is full, and is told when its input had
/// to be left out, save where hook and parts are: of these the newest word comes when there is room; of the hub's
/// messages at most a quarter of the room is taken, the rest is left out
/// (confirms and settings come again); of the link only the newest word counts. Any thread puts, the loop
/// takes.
final class LoopQueue {
    private static final int ROOM = 1024;
    private static final int ROOM_FOR_HUB = ROOM / 4;
    private static final Duration DRIVER_WAITS = Duration.ofMillis(500);

    private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(ROOM);
    private final AtomicReference<@Nullable Link> link = new AtomicReference<>();
    private final Map<String, Input> late = new ConcurrentHashMap<>();
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
        @Nullable String what = lasting(input);
        if (entered(input)) {
            if (what != null) {
                late.remove(what);
            }
            return;
        }
        if (what != null) {
            late.put(what, input);
        }
        long lost = lostInputs.incrementAndGet();
        Logger.error(
                "an input was left out, the console is too slow: {} ({} so far)",
                input.getClass().getSimpleName(),
                lost);
        if (what != null) {
            wake();
        }
    }

    private boolean entered(Input input) {
        try {
            return queue.offer(new Sensed(input))
                    || queue.offer(new Sensed(input), DRIVER_WAITS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// What the input says the lasting state of, or null when it is gone as soon as it has happened.
    private static @Nullable String lasting(Input input) {
        return switch (input) {
            case Input.HookMoved _ -> "hook";
            case Input.PartReported(String part, boolean _, String _) -> "part " + part;
            case Input.CardRead _,
                    Input.ButtonPressed _,
                    Input.BellRang _,
                    Input.LinkChanged _,
                    Input.ClockBecameTrusted _,
                    Input.SettingsArrived _,
                    Input.OrderArrived _,
                    Input.TimePassed _ -> null;
        };
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
        Message message = queue.poll();
        if (message == null) {
            message = nextLate();
        }
        if (message == null) {
            message = queue.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
        }
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

    /// What found no room comes after everything that was before it.
    private @Nullable Message nextLate() {
        @Nullable
        Input input = late.keySet().stream().findFirst().map(late::remove).orElse(null);
        return input == null ? null : new Sensed(input);
    }

    boolean empty() {
        return queue.isEmpty() && late.isEmpty() && link.get() == null;
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
