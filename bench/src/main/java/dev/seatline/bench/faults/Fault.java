package dev.seatline.bench.faults;

import java.time.Duration;

/// One misfortune of a plan.
///
/// @param console whom it befalls, from 1; some kinds befall others
/// @param after since the one before began
/// @param lasts how long what it takes away stays away
record Fault(FaultKind kind, int console, Duration after, Duration lasts) {
    @Override
    public String toString() {
        return "%s (console %d, for %d ms)".formatted(kind, console, lasts.toMillis());
    }
}
