package dev.seatline.time;

import java.time.Duration;
import java.time.Instant;

/// Where a program gets its time from. The demo runs consoles, hub and pages on one scaled source; everything else
/// runs on [SystemTime]. Implementations are safe for any thread.
public interface TimeSource {
    /// The wall clock; may be wrong and may jump.
    Instant now();

    /// Monotonic time in nanoseconds since an arbitrary start; never jumps.
    long nanoTime();

    /// How long one must really wait for `span` of this source to pass; never less than a millisecond for a positive
    /// span, so that a wait cannot spin.
    Duration realWait(Duration span);

    /// How fast this source runs against real time; 1 for an ordinary clock.
    double speed();
}
