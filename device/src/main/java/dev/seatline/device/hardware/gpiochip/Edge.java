package dev.seatline.device.hardware.gpiochip;

/// Gets what an input line has seen, oldest first, on the thread that reads it.
public interface Edge {
    /// The level has changed.
    ///
    /// @param high the level after it
    /// @param at the kernel's time of it, in nanoseconds of [System#nanoTime]
    void seen(boolean high, long at);

    /// Edges are missing between the last one and the next: the kernel's queue ran over. When all is read the
    /// level has to be asked for.
    void missed();
}
