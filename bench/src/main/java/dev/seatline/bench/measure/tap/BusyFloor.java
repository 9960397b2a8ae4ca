package dev.seatline.bench.measure.tap;

import dev.seatline.bench.load.LoadFleet;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Fact;
import java.util.random.RandomGenerator;

/// People at the seats of a fleet who work evenly: calls ring, are answered, end, are written up. Each step is
/// one fact and changes what the board shows. A thread of its own.
final class BusyFloor implements AutoCloseable {
    private static final Fact[] DAY = {
        new Fact.Declared(new Declaration.Ready(), Fact.Cause.PRESS),
        new Fact.RingCounted(1),
        new Fact.RingCounted(2),
        new Fact.RingingEnded(2, Fact.RingEnd.ANSWERED),
        new Fact.CallEnded(),
        new Fact.Declared(new Declaration.WrapUp(), Fact.Cause.SYSTEM),
    };
    private static final long STEP_NANOS = 5_000_000;

    private final LoadFleet fleet;
    private final int[] order;
    private final int[] steps;
    private final double factsPerSecond;
    private final Thread thread = Thread.ofPlatform().name("busy-floor").unstarted(this::run);
    private volatile boolean closed;

    /// @param seats how many there are
    /// @param secondsBetween facts at one seat
    BusyFloor(LoadFleet fleet, int seats, double secondsBetween, RandomGenerator random) {
        this.fleet = fleet;
        this.factsPerSecond = seats / secondsBetween;
        this.order = new int[seats];
        this.steps = new int[seats];
        for (int i = 0; i < seats; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
            steps[i] = random.nextInt(DAY.length);
        }
    }

    /// Facts in one second, of all seats together.
    double factsPerSecond() {
        return factsPerSecond;
    }

    void start() {
        thread.start();
    }

    private void run() {
        long begin = System.nanoTime();
        long done = 0;
        try {
            while (!closed && order.length > 0) {
                long due = (long) ((System.nanoTime() - begin) / 1e9 * factsPerSecond);
                for (; done < due; done++) {
                    int seat = order[(int) (done % order.length)];
                    fleet.record(seat, DAY[steps[seat]++ % DAY.length]);
                }
                Thread.sleep(STEP_NANOS / 1_000_000);
            }
        } catch (InterruptedException e) {
            // the benchmark ends
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join();
    }
}
