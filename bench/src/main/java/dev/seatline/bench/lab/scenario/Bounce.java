package dev.seatline.bench.lab.scenario;

import dev.seatline.bench.lab.link.Wave;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// How contacts bounce: when one closes or opens, its line goes to and fro before it rests. Immutable; any thread.
///
/// @param micros when the edges after the first one come, counted from it; an even number of them, ascending
public record Bounce(List<Long> micros) {
    private static final int MOST_PAIRS = 7;
    private static final int SHORTEST = 100;
    private static final int LONGEST = 15_000;

    /// No bounce at all: one clean edge.
    public static final Bounce NONE = new Bounce(List.of());

    public Bounce {
        micros = List.copyOf(micros);
        if (micros.size() % 2 != 0) {
            throw new IllegalArgumentException(
                    "after the first edge come as many to as fro, found " + micros.size() + " in all");
        }
    }

    /// One of 1 to 15 edges within 0.1 to 15 ms.
    public static Bounce any(RandomGenerator random) {
        int pairs = random.nextInt(MOST_PAIRS + 1);
        long length = random.nextLong(SHORTEST, LONGEST + 1);
        List<Long> micros = new ArrayList<>();
        for (int i = 0; i < 2 * pairs; i++) {
            micros.add(random.nextLong(1, length + 1));
        }
        micros.sort(null);
        return new Bounce(micros);
    }

    /// A line that goes to a level and bounces on the way.
    public Wave to(boolean high) {
        List<Wave.Step> steps = new ArrayList<>(List.of(new Wave.Step(0, high)));
        boolean level = high;
        long before = 0;
        for (long at : micros) {
            level = !level;
            steps.add(new Wave.Step(at - before, level));
            before = at;
        }
        return new Wave(steps);
    }

    /// A contact that pulls its line to a level for a time, and bounces at both ends.
    public static Wave press(boolean high, Bounce closing, Duration held, Bounce opening) {
        return closing.to(high).then(held, opening.to(!high));
    }

    @Override
    public String toString() {
        return micros.isEmpty() ? "1 edge" : "%d edges in %.1f ms".formatted(micros.size() + 1, micros.getLast() / 1e3);
    }
}
