package dev.seatline.device.hardware.gpiochip;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.seatline.device.hardware.linux.LinuxException;
import dev.seatline.device.hardware.linux.LinuxFile;
import java.lang.foreign.MemorySegment;

/// An output line. For one thread at a time.
public final class OutputLine implements AutoCloseable {
    static final long SET_VALUES = 0xc010b40fL;

    private final LinuxFile file;
    private final MemorySegment values;
    private final long setValues;

    /// @param setValues the ioctl that switches it: [#SET_VALUES], save in a rehearsal
    OutputLine(LinuxFile file, long setValues) {
        this.file = file;
        this.setValues = setValues;
        values = file.memory(2L * Long.BYTES);
        values.set(JAVA_LONG, Long.BYTES, 1);
    }

    /// Switches it on or off.
    ///
    /// @throws LinuxException if the line is gone
    public void set(boolean on) throws LinuxException {
        values.set(JAVA_LONG, 0, on ? 1 : 0);
        file.ask(setValues, values, "switch it");
    }

    /// Gives the line back, as it is. Idempotent.
    @Override
    public void close() {
        file.close();
    }
}
