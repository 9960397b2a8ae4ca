package dev.seatline.device.loop;

import dev.seatline.device.seat.Input;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.Confirm;
import dev.seatline.wire.Order;
import dev.seatline.wire.Settings;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// What waits for the loop. Bounded: a driver waits a moment when it is full, and is told when its input had
/// to be left out, save where hook and parts are: of these the newest word comes when there is room; of the hub's
/// messages at most a quarter of the room is taken, the rest is left out
/// (confirms and settings come again); of the link only the newest word counts. Each word has the time at which it
/// came: a disk that keeps the loop waiting changes nothing of when something happened. Any thread puts, the loop
/// takes.
final class LoopQueue {
    private static final int ROOM = 1024;
    private static final int ROOM_FOR_HUB = ROOM / 4;
    private static final Duration DRIVER_WAITS = Duration.ofMillis(500);

    private final TimeSource time;
    private final BlockingQueue<Arrived> queue = new ArrayBlockingQueue<>(ROOM);
    private final AtomicReference<@Nullable Arrived> link = new AtomicReference<>();

    /// In the order in which they came: a hook that has failed is not believed before it answers again. Guarded by
    /// itself.
    private final Map<String, Arrived> late = new LinkedHashMap<>();

    private final AtomicInteger fromHub = new AtomicInteger();
    private final AtomicLong lostInputs = new AtomicLong();
    private final AtomicLong lostMessages = new AtomicLong();

    LoopQueue(TimeSource time) {
        this.time = time;
    }

    /// A word and when it came.
    ///
    /// @param nanos of [TimeSource#nanoTime]
    record Arrived(Message message, long nanos) {}

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
        Arrived arrived = now(new Sensed(input));
        if (what != null) {
            // before the newer word can be taken: the older one must not come after it
            synchronized (late) {
                late.remove(what);
            }
        }
        if (entered(arrived)) {
            return;
        }
        if (what != null) {
            synchronized (late) {
                late.put(what, arrived);
            }
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

    private Arrived now(Message message) {
        return new Arrived(message, time.nanoTime());
    }

    private boolean entered(Arrived arrived) {
        try {
            return queue.offer(arrived) || queue.offer(arrived, DRIVER_WAITS.toMillis(), TimeUnit.MILLISECONDS);
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
        if (fromHub.incrementAndGet() > ROOM_FOR_HUB || !queue.offer(now(message))) {
            fromHub.decrementAndGet();
            lostMessages.incrementAndGet();
        }
    }

    void linkChanged(boolean online, String detail) {
        link.set(now(new Link(online, detail)));
        wake();
    }

    void wake() {
        // when the queue is full the loop is awake
        boolean added = queue.offer(now(new Wake()));
        Logger.trace("woken: {}", added);
    }

    /// The next message, or null when `atMost` has passed without one.
    @Nullable
    Arrived next(Duration atMost) throws InterruptedException {
        Arrived arrived = queue.poll();
        if (arrived == null) {
            arrived = nextLate();
        }
        if (arrived == null) {
            arrived = link.getAndSet(null);
        }
        if (arrived == null) {
            arrived = queue.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
        }
        if (arrived == null) {
            return null;
        }
        if (fromHub(arrived.message())) {
            fromHub.decrementAndGet();
        }
        return arrived.message() instanceof Wake ? linkBefore(arrived) : arrived;
    }

    /// The newest word of the link, if it came before somebody woke the loop, else the waking. One that came
    /// later has a waking of its own, or found no room for it and comes last: it must not overtake what was sensed
    /// before, as time does not go back.
    private Arrived linkBefore(Arrived wake) {
        Arrived newest = link.get();
        boolean before = newest != null && newest.nanos() - wake.nanos() <= 0;
        return newest != null && before && link.compareAndSet(newest, null) ? newest : wake;
    }

    private static boolean fromHub(Message message) {
        return switch (message) {
            case Confirmed _, Known _, Ordered _ -> true;
            case Sensed _, Link _, Wake _ -> false;
        };
    }

    /// What found no room comes after everything that was before it.
    private @Nullable Arrived nextLate() {
        synchronized (late) {
            Iterator<Arrived> oldest = late.values().iterator();
            if (!oldest.hasNext()) {
                return null;
            }
            Arrived arrived = oldest.next();
            oldest.remove();
            return arrived;
        }
    }

    boolean empty() {
        synchronized (late) {
            return queue.isEmpty() && late.isEmpty() && link.get() == null;
        }
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
