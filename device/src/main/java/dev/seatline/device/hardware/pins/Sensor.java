package dev.seatline.device.hardware.pins;

import dev.seatline.device.hardware.InputReading;
import dev.seatline.device.hardware.linux.LinuxFile;
import java.io.IOException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A part of the seat that is sensed. Used by one thread, [SenseLoop]'s, which opens it again after it has
/// failed. Times are nanoseconds of [System#nanoTime].
interface Sensor {
    /// Its name, one of [dev.seatline.wire.SeatParts].
    String part();

    /// Opens it, with nothing of what was before.
    ///
    /// @param now the time
    /// @return what to wait for, or null if only time tells
    /// @throws IOException if it cannot be had; the message says why and what to do
    @Nullable
    LinuxFile open(long now) throws IOException;

    /// Reads what waits to be read.
    ///
    /// @param now a time before reading
    /// @return whether all was read; [#passed] is called only then
    /// @throws IOException if it has failed
    boolean read(long now) throws IOException;

    /// Time has passed, and everything up to `now` was read.
    ///
    /// @throws IOException if it has failed
    void passed(long now) throws IOException;

    /// When to look again, unless there is something to read first.
    OptionalLong due();

    /// What is wrong with it though it answers, such as a contact that chatters; empty if nothing is.
    String trouble(long now);

    /// What a technician may want to know of it while nothing is wrong. Any thread.
    String well();

    /// What has been seen of it. Any thread.
    InputReading reading();

    /// It answers again after it had failed: what lasts is told again.
    void again();

    /// Closes it. Idempotent.
    void close();
}
