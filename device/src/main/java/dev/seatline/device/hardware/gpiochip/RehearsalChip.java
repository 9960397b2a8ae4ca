package dev.seatline.device.hardware.gpiochip;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.seatline.device.hardware.linux.LinuxException;
import dev.seatline.device.hardware.linux.LinuxFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A chip without pins, on which the console rehearses before it is ready, so that the first tap does not find
/// everything asleep. Its lines are pipes: an edge is written into an input as the kernel would write it, and an
/// output is switched by an ioctl that does nothing. The real lines' code and the real calls run; no real line
/// moves.
///
/// Never used for anything but that: no configuration leads to it. Lines are taken by one thread, [#edge] is for
/// any.
public final class RehearsalChip implements Chip {
    /// asm-generic/ioctls.h: how much waits to be read. A pipe knows it, and nothing changes by it.
    private static final long FIONREAD = 0x541b;

    private final Map<Integer, Input> inputs = new ConcurrentHashMap<>();
    private final List<LinuxFile> others = new ArrayList<>();

    private static final class Input {
        final LinuxFile file;
        final MemorySegment event;
        int number;

        Input(LinuxFile file) {
            this.file = file;
            event = file.memory(InputLine.EVENT);
        }
    }

    @Override
    public InputLine input(int line, GpioChip.Bias bias, String user) throws LinuxException {
        LinuxFile[] pipe = LinuxFile.pipe();
        inputs.put(line, new Input(pipe[1]));
        return new InputLine(pipe[0], "line %d of a rehearsal".formatted(line), FIONREAD);
    }

    @Override
    public OutputLine output(int line, boolean activeLow, String user) throws LinuxException {
        LinuxFile[] pipe = LinuxFile.pipe();
        others.add(pipe[1]);
        return new OutputLine(pipe[0], FIONREAD);
    }

    /// Lets an input see an edge, now.
    ///
    /// @throws IOException if nobody has taken it, or nobody reads
    public void edge(int line, boolean high) throws IOException {
        Input input = inputs.get(line);
        if (input == null) {
            throw new IOException("line %d is no input of this rehearsal".formatted(line));
        }
        synchronized (input) {
            input.number++;
            input.event.set(JAVA_LONG, 0, System.nanoTime());
            input.event.set(JAVA_INT, InputLine.EVENT_KIND, high ? InputLine.RISING : InputLine.RISING + 1);
            input.event.set(JAVA_INT, InputLine.EVENT_NUMBER, input.number);
            input.file.write(input.event);
        }
    }

    /// Also the other ends of its lines: nothing can be told or switched any more.
    @Override
    public void close() {
        inputs.values().forEach(input -> input.file.close());
        inputs.clear();
        others.forEach(LinuxFile::close);
        others.clear();
    }
}
