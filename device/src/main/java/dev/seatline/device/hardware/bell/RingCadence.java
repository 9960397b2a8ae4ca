package dev.seatline.device.hardware.bell;

import java.time.Duration;
import java.util.List;

/// How one ring of a bell looks on its line, through an opto-coupler that follows the alternating voltage.
/// Immutable; any thread.
///
/// @param ring one ring from its beginning: burst, pause, and so on in turn; 1 to 4 of each, each 100 ms to
///     20 s. The last pause lies between two rings
/// @param tolerance how far a burst or pause may be from that, 0 to 2 s and less than the shortest of them
/// @param longestGap the longest time between two edges of one burst, 5 to 500 ms and less than the shortest
///     pause may be; 25 Hz leave at most 40 ms
/// @param slowest the fewest edges per second of a burst, rising and falling ones counted, at least 1
/// @param fastest the most edges per second of a burst, more than the fewest, at most 10,000
/// @param silence how long no ring comes after the last one before ringing has ended, up to 60 s; longer than
///     it can take from the end of one ring to the end of the next
public record RingCadence(
        List<Duration> ring, Duration tolerance, Duration longestGap, int slowest, int fastest, Duration silence) {
    private static final Duration SHORTEST_PART = Duration.ofMillis(100);
    private static final Duration LONGEST_PART = Duration.ofSeconds(20);
    private static final Duration MOST_TOLERANCE = Duration.ofSeconds(2);
    private static final Duration LEAST_GAP = Duration.ofMillis(5);
    private static final Duration MOST_GAP = Duration.ofMillis(500);
    private static final Duration MOST_SILENCE = Duration.ofSeconds(60);
    private static final int MOST_PARTS = 8;
    private static final int MOST_EDGES = 10_000;

    /// One second on, four seconds off, at 16⅔ to 75 Hz with one or both half-waves seen. Stands below the
    /// bounds, which it is held to.
    public static final RingCadence CHINA = new RingCadence(
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(4)),
            Duration.ofMillis(400),
            Duration.ofMillis(100),
            20,
            300,
            Duration.ofMillis(6500));

    public RingCadence {
        ring = List.copyOf(ring);
        require(
                !ring.isEmpty() && ring.size() % 2 == 0 && ring.size() <= MOST_PARTS,
                "a ring has 1 to 4 bursts with a pause after each, found " + ring.size() + " times");
        ring.forEach(part -> within("a burst or pause of a ring", part, SHORTEST_PART, LONGEST_PART));
        within("the tolerance of a ring", tolerance, Duration.ZERO, MOST_TOLERANCE);
        ring.forEach(part -> require(
                part.compareTo(tolerance) > 0,
                "the tolerance must be less than every burst and pause, found " + tolerance + " with " + part));
        within("the longest gap between two edges", longestGap, LEAST_GAP, MOST_GAP);
        for (int part = 1; part < ring.size(); part += 2) {
            Duration shortest = ring.get(part).minus(tolerance);
            require(
                    longestGap.compareTo(shortest) < 0,
                    "a pause may be as short as " + shortest + ", which must be longer than the longest gap, found "
                            + longestGap);
        }
        require(
                slowest >= 1 && fastest > slowest && fastest <= MOST_EDGES,
                "edges per second go from at least 1 up to at most " + MOST_EDGES + ", found " + slowest + " to "
                        + fastest);
        Duration longest = ring.stream().reduce(longestGap, Duration::plus).plus(tolerance.multipliedBy(ring.size()));
        require(
                silence.compareTo(longest) > 0 && silence.compareTo(MOST_SILENCE) <= 0,
                "the silence that ends ringing must be longer than " + longest
                        + ", the longest time from one ring to the next, and at most " + MOST_SILENCE + ", found "
                        + silence);
    }

    int bursts() {
        return ring.size() / 2;
    }

    /// @param burst from 0
    boolean burstTooLong(int burst, long nanos) {
        return nanos > ring.get(2 * burst).plus(tolerance).toNanos();
    }

    /// @param burst from 0
    boolean burstTooShort(int burst, long nanos) {
        return nanos < ring.get(2 * burst).minus(tolerance).toNanos();
    }

    /// @param burst the one after the pause, from 0
    boolean pauseTooLong(int burst, long nanos) {
        return nanos > pauseBefore(burst).plus(tolerance).toNanos();
    }

    /// @param burst the one after the pause, from 0
    boolean pauseTooShort(int burst, long nanos) {
        return nanos < pauseBefore(burst).minus(tolerance).toNanos();
    }

    private Duration pauseBefore(int burst) {
        return burst == 0 ? ring.getLast() : ring.get(2 * burst - 1);
    }

    private static void within(String what, Duration found, Duration least, Duration most) {
        require(
                found.compareTo(least) >= 0 && found.compareTo(most) <= 0,
                what + " is " + least + " to " + most + ", found " + found);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
