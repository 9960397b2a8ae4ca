package dev.seatline.device.seat;

import dev.seatline.wire.CardCode;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Cards held to the reader a moment ago. Readers repeat a card for as long as it lies there, so the time
/// counts from the last repetition; and it is kept per card, so that two cards in one wallet cannot relieve
/// each other for ever.
///
/// @param last when each card was read last, oldest first
record RecentTaps(Map<CardCode, Duration> last) {
    static final RecentTaps NONE = new RecentTaps(Map.of());

    /// Nobody holds more cards than this to a reader within a few seconds.
    private static final int MOST = 16;

    RecentTaps {
        last = Collections.unmodifiableMap(new LinkedHashMap<>(last));
    }

    /// Whether this reading belongs to a tap that has been dealt with.
    boolean repeats(CardCode card, Duration at, Duration sameCard) {
        Duration before = last.get(card);
        return before != null && at.minus(before).compareTo(sameCard) < 0;
    }

    RecentTaps with(CardCode card, Duration at) {
        Map<CardCode, Duration> next = new LinkedHashMap<>(last);
        next.remove(card);
        next.put(card, at);
        if (next.size() > MOST) {
            next.remove(next.keySet().iterator().next());
        }
        return new RecentTaps(next);
    }
}
