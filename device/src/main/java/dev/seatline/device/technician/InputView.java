package dev.seatline.device.technician;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has been seen of one input, as the page gets it: all of [dev.seatline.device.hardware.InputReading], with times
/// in milliseconds since the start of the console.
///
/// @param lastMillis when the last edge or card was, or null if none ever was
public record InputView(
        String part,
        @Nullable Boolean high,
        @Nullable Boolean worked,
        long edges,
        long counted,
        long rejected,
        long bounces,
        @Nullable Long lastMillis,
        String seen,
        List<BurstView> bursts) {
    /// Edges of a bell that belong together.
    public record BurstView(long fromMillis, long millis, int edges, boolean rang) {}
}
