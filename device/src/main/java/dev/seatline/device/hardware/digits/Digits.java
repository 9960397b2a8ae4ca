package dev.seatline.device.hardware.digits;

import java.io.IOException;

/// Four digits of seven segments, whatever drives them. A failure is the caller's to tell; the next call tries
/// again from the beginning. For one thread.
public interface Digits extends AutoCloseable {
    /// Shows a text; what has no segments is dark ([SevenSegments]).
    ///
    /// @throws IOException if the display does not answer; the message says what to look at
    void show(String text) throws IOException;

    /// Writes everything again, also how the display is set up: a glitch of its power, or on its wires, is
    /// mended within the time between two calls. Also the way to see whether the display is still there.
    ///
    /// @throws IOException if the display does not answer
    void refresh() throws IOException;

    /// Darkens the display if it still answers. Idempotent.
    @Override
    void close();
}
