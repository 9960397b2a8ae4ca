package dev.seatline.device.hardware.bell;

/// What the bell was heard to do. Moments are in the nanoseconds of the edges.
public sealed interface BellHeard {
    /// A ring.
    ///
    /// @param count which one of this ringing, from 1
    /// @param began when its first burst began
    /// @param ended its last edge
    record Rang(int count, long began, long ended) implements BellHeard {}

    /// The ringing has ended, by silence or because the headset was lifted.
    ///
    /// @param count how many rings there were, at least 1
    record RingingEnded(int count, long at) implements BellHeard {}
}
