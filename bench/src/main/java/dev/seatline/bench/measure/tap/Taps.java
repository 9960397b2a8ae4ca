package dev.seatline.bench.measure.tap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Taps, and when each was seen. Safe for any thread.
final class Taps {
    /// One tap.
    private static final class Tap {
        private final String seat;
        private final String state;
        private final long nanos;
        private final double millis;
        private double streamMillis = -1;
        private double pixelMillis = -1;

        Tap(String seat, String state, long nanos, double millis) {
            this.seat = seat;
            this.state = state;
            this.nanos = nanos;
            this.millis = millis;
        }
    }

    /// Clocks were compared to a part of a millisecond only.
    private static final double TOLERATED_MILLIS = 2;

    private final List<Tap> taps = new ArrayList<>();
    /// By seat.
    private final Map<String, Tap> newest = new HashMap<>();

    /// A badge is tapped now.
    ///
    /// @param state which the seat will show
    synchronized void tapped(String seat, String state) {
        Tap tap = new Tap(seat, state, System.nanoTime(), BoardWatch.nowMillis());
        taps.add(tap);
        newest.put(seat, tap);
    }

    /// The stream told of a seat.
    synchronized void streamed(String seat, String state, long nanos) {
        Tap tap = newest.get(seat);
        if (tap != null && tap.state.equals(state) && tap.streamMillis < 0) {
            tap.streamMillis = (nanos - tap.nanos) / 1e6;
        }
    }

    /// The board showed a seat; to be told in order.
    synchronized void painted(BoardWatch.Painted painted) {
        Tap tap = null;
        for (Tap one : taps) {
            if (one.seat.equals(painted.seat()) && one.millis <= painted.millis() + TOLERATED_MILLIS) {
                tap = one;
            }
        }
        if (tap != null && tap.state.equals(painted.state()) && tap.pixelMillis < 0) {
            tap.pixelMillis = painted.millis() - tap.millis;
        }
    }

    /// Forgets everything: it was for warming up.
    synchronized void forget() {
        taps.clear();
        newest.clear();
    }

    synchronized int count() {
        return taps.size();
    }

    /// Whether the stream told of all.
    synchronized boolean allStreamed() {
        return taps.stream().allMatch(tap -> tap.streamMillis >= 0);
    }

    /// Whether the board showed all.
    synchronized boolean allPainted() {
        return taps.stream().allMatch(tap -> tap.pixelMillis >= 0);
    }

    /// From the tap to the stream, in ms.
    synchronized double[] streamMillis() {
        return taps.stream().mapToDouble(tap -> tap.streamMillis).toArray();
    }

    /// From the tap to the board, in ms.
    synchronized double[] pixelMillis() {
        return taps.stream().mapToDouble(tap -> tap.pixelMillis).toArray();
    }
}
