package dev.seatline.server.api;

import java.time.Duration;

/// Bounds of the live stream.
///
/// @param beat how often, in real time, every client is told the hub's time and its session is looked at
/// @param mostStreams open at once
/// @param kept events from which a client can go on
record StreamLimits(Duration beat, int mostStreams, int kept) {
    /// Between two rounds of writing.
    static final Duration REST = Duration.ofMillis(25);

    static final StreamLimits USUAL = new StreamLimits(Duration.ofSeconds(5), 500, 10_000);
}
