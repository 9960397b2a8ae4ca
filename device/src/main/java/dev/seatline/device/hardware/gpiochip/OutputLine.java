package dev.seatline.device.hardware.gpiochip;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.seatline.device.hardware.linux.LinuxException;
import dev.seatline.device.hardware.linux.LinuxFile;
import java.lang.foreign.MemorySegment;

/// An output line. For one thread at a time.
public final class OutputLine implements AutoCloseable {
    static final long SET_VALUES = 0xc010b40fL;

    private final LinuxFile file;
    private final MemorySegment on;
    private final MemorySegment off;
    private final long setValues;

    /// @param setValues the ioctl that switches it: [#SET_VALUES], save in a rehearsal
    OutputLine(LinuxFile file, long setValues) {
        this.file = file;
        this.setValues = setValues;
        on = values(file, 1);
        off = values(file, 0);
    }

    private static MemorySegment values(LinuxFile file, long bits) {
        MemorySegment values = file.memory(2L * Long.BYTES);
        values.set(JAVA_LONG, 0, bits);
        values.set(JAVA_LONG, Long.BYTES, 1);
        return values;
    }

    /// Switches it on or off.
    ///
    /// @throws LinuxException if the line is gone
    public void set(boolean wanted) throws LinuxException {
        file.ask(setValues, wanted ? on : off, "switch it");
    }

    /// Gives the line back, as it is. Idempotent.
    @Override
    public void close() {
        file.close();
    }
}
