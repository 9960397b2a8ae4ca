package dev.seatline.device.hardware.bell;

/// Edges that lie near together.
///
/// @param first moment of the first edge
/// @param last moment of the last edge
/// @param edges how many, at least 1
/// @param pause how long it was quiet before the first edge; [Long#MAX_VALUE] if nothing is known of the time
///     before
record Burst(long first, long last, long edges, long pause) {
    private static final double SECOND = 1e9;

    /// Less is a click, not a bell.
    private static final int FEWEST_EDGES = 6;

    /// Shorter is a click too, and nothing that anybody would call ringing.
    private static final long SHORTEST = 150_000_000L;

    Burst with(long edge) {
        return new Burst(first, edge, edges + 1, pause);
    }

    long length() {
        return last - first;
    }

    /// Whether it may have been a bell, however long it rang.
    boolean bell(RingCadence cadence) {
        if (edges < FEWEST_EDGES || length() < SHORTEST) {
            return false;
        }
        double perSecond = (edges - 1) * SECOND / length();
        return perSecond >= cadence.slowest() && perSecond <= cadence.fastest();
    }
}
