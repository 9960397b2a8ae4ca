package dev.seatline.bench.load;

import java.time.Instant;
import java.util.Arrays;

/// A journal in memory: facts by their sequence, from the oldest that is not confirmed. Used by one thread.
final class KeptFacts {
    private static final int FIRST_SIZE = 8;

    private Kept[] ring = new Kept[FIRST_SIZE];
    private long oldest = 1;
    private long last;

    /// One fact.
    static final class Kept {
        private final long elapsedMillis;
        private final Instant wall;
        private final byte[] fact;

        /// @param fact its JSON
        Kept(long elapsedMillis, Instant wall, byte[] fact) {
            this.elapsedMillis = elapsedMillis;
            this.wall = wall;
            this.fact = fact;
        }

        long elapsedMillis() {
            return elapsedMillis;
        }

        Instant wall() {
            return wall;
        }

        byte[] fact() {
            return fact;
        }
    }

    /// Sequence of the newest fact, 0 when there was never one.
    long last() {
        return last;
    }

    /// Lowest sequence kept; last + 1 when nothing is kept.
    long oldest() {
        return oldest;
    }

    void append(Kept fact) {
        if (last + 1 - oldest == ring.length) {
            Kept[] larger = new Kept[2 * ring.length];
            for (long sequence = oldest; sequence <= last; sequence++) {
                larger[(int) (sequence % larger.length)] = ring[(int) (sequence % ring.length)];
            }
            ring = larger;
        }
        last++;
        ring[(int) (last % ring.length)] = fact;
    }

    /// @param sequence from [#oldest] to [#last]
    Kept at(long sequence) {
        if (sequence < oldest || sequence > last) {
            throw new IllegalArgumentException("kept are %d to %d, found %d".formatted(oldest, last, sequence));
        }
        return ring[(int) (sequence % ring.length)];
    }

    /// Forgets everything up to here.
    void confirmed(long upTo) {
        oldest = Math.max(oldest, Math.min(upTo, last) + 1);
        if (oldest > last && ring.length > FIRST_SIZE) {
            ring = Arrays.copyOf(ring, FIRST_SIZE);
        }
    }
}
