package dev.seatline.device.hardware.gpiochip;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.seatline.device.hardware.linux.LinuxException;
import dev.seatline.device.hardware.linux.LinuxFile;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// An input line: its level, and its edges with the kernel's times. For one thread.
public final class InputLine implements AutoCloseable {
    static final long GET_VALUES = 0xc010b40eL;

    // struct gpio_v2_line_event
    static final int EVENT = 48;
    static final int EVENT_KIND = 8;
    static final int EVENT_NUMBER = 20;
    static final int RISING = 1;

    private static final int AT_ONCE = 64;

    /// A line that sends more edges than this without a pause is broken; others want to be heard too.
    private static final int MOST_AT_ONCE = 16;

    private final LinuxFile file;
    private final String name;
    private final MemorySegment events;

    /// The same memory: a buffer is read by a few instructions, a segment only by a better compiler than the
    /// console's.
    private final ByteBuffer eventsRead;

    private final MemorySegment values;
    private final long getValues;
    private int lastNumber;

    /// @param getValues the ioctl that asks for the level: [#GET_VALUES], save in a rehearsal
    InputLine(LinuxFile file, String name, long getValues) {
        this.file = file;
        this.name = name;
        this.getValues = getValues;
        events = file.memory((long) AT_ONCE * EVENT);
        eventsRead = events.asByteBuffer().order(ByteOrder.nativeOrder());
        values = file.memory(2L * Long.BYTES);
    }

    /// Which line it is, for messages.
    public String name() {
        return name;
    }

    /// What to wait for.
    public LinuxFile file() {
        return file;
    }

    /// The level now.
    ///
    /// @return whether it is high
    /// @throws LinuxException if the line is gone
    public boolean high() throws LinuxException {
        values.set(JAVA_LONG, 0, 0);
        values.set(JAVA_LONG, Long.BYTES, 1);
        file.ask(getValues, values, "ask for its level");
        return (values.get(JAVA_LONG, 0) & 1) != 0;
    }

    /// Gives the edges that wait to be read.
    ///
    /// @return whether all of them: if not, there are many, and there may be more
    /// @throws LinuxException if the line is gone
    public boolean read(Edge edges) throws LinuxException {
        for (int round = 0; round < MOST_AT_ONCE; round++) {
            int got = file.read(events);
            for (int at = 0; at + EVENT <= got; at += EVENT) {
                int number = eventsRead.getInt(at + EVENT_NUMBER);
                if (number != lastNumber + 1) {
                    edges.missed();
                }
                lastNumber = number;
                edges.seen(eventsRead.getInt(at + EVENT_KIND) == RISING, eventsRead.getLong(at));
            }
            if (got < AT_ONCE * EVENT) {
                return true;
            }
        }
        return false;
    }

    /// Gives the line back. Idempotent.
    @Override
    public void close() {
        file.close();
    }
}
