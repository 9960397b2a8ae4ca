package dev.seatline.bench.architecture.wrong.core;

import java.time.Instant;

/// Core code that asks for the time itself.
public final class ReadsTheClock {
    public boolean late(Instant limit) {
        return Instant.now().isAfter(limit);
    }
}
