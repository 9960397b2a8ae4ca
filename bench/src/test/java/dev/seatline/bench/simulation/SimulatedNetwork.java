package dev.seatline.bench.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// What is on its way. In bad times messages are lost, doubled, and delayed each by its own span, so that they
/// overtake one another.
final class SimulatedNetwork {
    /// Nothing is on its way for longer.
    static final Duration LONGEST_DELAY = Duration.ofSeconds(15);

    private static final long SHORT_NANOS = Duration.ofMillis(40).toNanos();

    private record Parcel(long due, long number, Runnable delivery) {}

    private final RandomGenerator random;
    private final LongSupplier nanos;
    private final PriorityQueue<Parcel> parcels = new PriorityQueue<>(
            (a, b) -> a.due() == b.due() ? Long.compare(a.number(), b.number()) : Long.compare(a.due(), b.due()));
    private long number;
    private long lost;
    private long doubled;
    private boolean good;

    SimulatedNetwork(RandomGenerator random, LongSupplier nanos) {
        this.random = random;
        this.nanos = nanos;
    }

    /// Good times: nothing is lost, doubled or reordered.
    void good(boolean now) {
        good = now;
    }

    void send(Runnable delivery) {
        sendBehind(0, delivery);
    }

    /// Sends what does not overtake what was sent before it.
    ///
    /// @param before when that arrives, in nanoseconds
    /// @return when this arrives
    long sendBehind(long before, Runnable delivery) {
        if (good) {
            return put(Math.max(before, nanos.getAsLong() + SHORT_NANOS), delivery);
        }
        int fate = random.nextInt(100);
        if (fate < 4) {
            lost++;
            return before;
        }
        long arrives = put(Math.max(before, nanos.getAsLong() + delay()), delivery);
        if (fate < 12) {
            doubled++;
            return Math.max(arrives, put(Math.max(before, nanos.getAsLong() + delay()), delivery));
        }
        return arrives;
    }

    /// Sends once more what was sent already, to arrive much later; not in good times.
    void sendLate(Runnable delivery) {
        if (!good) {
            doubled++;
            put(nanos.getAsLong() + random.nextLong(LONGEST_DELAY.toNanos()), delivery);
        }
    }

    private long delay() {
        return random.nextInt(10) > 0
                ? random.nextLong(SHORT_NANOS, 10 * SHORT_NANOS)
                : random.nextLong(SHORT_NANOS, LONGEST_DELAY.toNanos());
    }

    private long put(long due, Runnable delivery) {
        parcels.add(new Parcel(due, number++, delivery));
        return due;
    }

    /// Delivers what has arrived by now.
    void deliver() {
        List<Parcel> arrived = new ArrayList<>();
        while (!parcels.isEmpty() && parcels.peek().due() <= nanos.getAsLong()) {
            arrived.add(parcels.remove());
        }
        arrived.forEach(parcel -> parcel.delivery().run());
    }

    boolean empty() {
        return parcels.isEmpty();
    }

    /// The broker has died with all that it carried.
    void forget() {
        lost += parcels.size();
        parcels.clear();
    }

    long lost() {
        return lost;
    }

    long doubled() {
        return doubled;
    }
}
