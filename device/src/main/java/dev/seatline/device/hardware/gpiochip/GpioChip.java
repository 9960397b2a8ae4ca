package dev.seatline.device.hardware.gpiochip;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.seatline.device.hardware.linux.LinuxException;
import dev.seatline.device.hardware.linux.LinuxFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A GPIO chip of the kernel, by its character device, interface v2 (`linux/gpio.h` of Linux 5.10 and later).
/// For one thread; its lines may each have another one.
public final class GpioChip implements Chip {
    private static final Path DEVICES = Path.of("/dev");
    private static final String PREFIX = "gpiochip";

    private static final long GET_CHIP_INFO = 0x8044b401L;
    private static final long GET_LINE_INFO = 0xc100b405L;
    private static final long GET_LINE = 0xc250b407L;

    private static final int NAME = 32;
    private static final int CHIP_INFO = 68;
    private static final int LINE_INFO = 256;

    // struct gpio_v2_line_request
    private static final int LINE_REQUEST = 592;
    private static final int REQUEST_CONSUMER = 256;
    private static final int REQUEST_FLAGS = 288;
    private static final int REQUEST_ATTRIBUTES = 296;
    private static final int REQUEST_ATTRIBUTE = 320;
    private static final int REQUEST_LINES = 560;
    private static final int REQUEST_EVENTS = 564;
    private static final int REQUEST_FILE = 588;

    // enum gpio_v2_line_flag
    private static final long USED = 1;
    private static final long ACTIVE_LOW = 1 << 1;
    private static final long INPUT = 1 << 2;
    private static final long OUTPUT = 1 << 3;
    private static final long BOTH_EDGES = 1 << 4 | 1 << 5;
    private static final long BIAS_PULL_UP = 1 << 8;
    private static final long BIAS_PULL_DOWN = 1 << 9;
    private static final long BIAS_DISABLED = 1 << 10;

    // enum gpio_v2_line_attr_id
    private static final int ATTRIBUTE_OUTPUT_VALUES = 2;

    /// How many edges the kernel keeps for an input: two bursts of a bell, should this program stand still.
    private static final int EVENTS = 256;

    private final LinuxFile file;
    private final MemorySegment request;
    private final MemorySegment lineInfo;
    private final String label;
    private final int lines;

    /// What holds a line that nobody pulls.
    public enum Bias {
        AS_IS(0),
        NONE(BIAS_DISABLED),
        PULL_UP(BIAS_PULL_UP),
        PULL_DOWN(BIAS_PULL_DOWN);

        private final long flag;

        Bias(long flag) {
            this.flag = flag;
        }
    }

    private GpioChip(LinuxFile file) throws LinuxException {
        this.file = file;
        request = file.memory(LINE_REQUEST);
        lineInfo = file.memory(LINE_INFO);
        MemorySegment info = file.memory(CHIP_INFO);
        file.ask(GET_CHIP_INFO, info, "ask it for its name, so it is no GPIO chip");
        label = text(info, NAME);
        lines = info.get(JAVA_INT, 2L * NAME);
    }

    /// Opens a chip.
    ///
    /// @param name its label, such as `pinctrl-bcm2711`, or its path, such as `/dev/gpiochip0`. A label is
    ///     safer: numbers of chips have changed between kernels
    /// @throws IOException if there is none, or it cannot be had; the message says which there are
    public static GpioChip open(String name) throws IOException {
        if (name.startsWith("/")) {
            return open(Path.of(name));
        }
        List<String> found = new ArrayList<>();
        for (Path device : devices()) {
            GpioChip chip;
            try {
                chip = open(device);
            } catch (LinuxException e) {
                found.add(String.valueOf(e.getMessage()));
                continue;
            }
            if (chip.label.equals(name)) {
                return chip;
            }
            found.add("%s (%s, %d lines)".formatted(device, chip.label, chip.lines));
            chip.close();
        }
        throw new IOException("there is no GPIO chip with the label %s; found: %s"
                .formatted(
                        name, found.isEmpty() ? "none at all, is this a board with pins?" : String.join(", ", found)));
    }

    private static GpioChip open(Path device) throws LinuxException {
        LinuxFile file = LinuxFile.open(device.toString());
        try {
            return new GpioChip(file);
        } catch (LinuxException e) {
            file.close();
            throw e;
        }
    }

    private static List<Path> devices() throws IOException {
        try (Stream<Path> all = Files.list(DEVICES)) {
            return all.filter(path -> String.valueOf(path.getFileName()).startsWith(PREFIX))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
    }

    /// Its path, and its label behind it.
    public String name() {
        return "%s (%s)".formatted(file.name(), label);
    }

    /// How many lines it has.
    public int lines() {
        return lines;
    }

    @Override
    public InputLine input(int line, Bias bias, String user) throws IOException {
        begin(line, INPUT | BOTH_EDGES | bias.flag, user);
        request.set(JAVA_INT, REQUEST_EVENTS, EVENTS);
        return new InputLine(requested(line), nameOf(line), InputLine.GET_VALUES);
    }

    @Override
    public OutputLine output(int line, boolean activeLow, String user) throws IOException {
        begin(line, OUTPUT | (activeLow ? ACTIVE_LOW : 0), user);
        // off from the first moment: a lamp must not flash when a console starts
        request.set(JAVA_INT, REQUEST_ATTRIBUTES, 1);
        request.set(JAVA_INT, REQUEST_ATTRIBUTE, ATTRIBUTE_OUTPUT_VALUES);
        request.set(JAVA_LONG, REQUEST_ATTRIBUTE + 8, 0);
        request.set(JAVA_LONG, REQUEST_ATTRIBUTE + 16, 1);
        return new OutputLine(requested(line), OutputLine.SET_VALUES);
    }

    private void begin(int line, long flags, String user) throws IOException {
        if (line < 0 || line >= lines) {
            throw new IOException("%s has lines 0 to %d, found %d".formatted(name(), lines - 1, line));
        }
        request.fill((byte) 0);
        request.set(JAVA_INT, 0, line);
        request.set(JAVA_INT, REQUEST_LINES, 1);
        request.set(JAVA_LONG, REQUEST_FLAGS, flags);
        byte[] consumer = user.getBytes(StandardCharsets.UTF_8);
        MemorySegment.copy(
                MemorySegment.ofArray(consumer), 0, request, REQUEST_CONSUMER, Math.min(consumer.length, NAME - 1));
    }

    private LinuxFile requested(int line) throws IOException {
        try {
            file.ask(GET_LINE, request, "take line " + line);
        } catch (LinuxException e) {
            if (e.busy()) {
                throw new IOException(
                        "line %d of %s is taken by %s; stop that, or choose another line"
                                .formatted(line, name(), user(line)),
                        e);
            }
            throw e;
        }
        return LinuxFile.opened(nameOf(line), request.get(JAVA_INT, REQUEST_FILE));
    }

    private String nameOf(int line) {
        return "line %d of %s".formatted(line, name());
    }

    /// Who has the line, as the kernel tells it.
    ///
    /// @return empty if nobody has it
    /// @throws LinuxException if the kernel does not know the line
    public String user(int line) throws LinuxException {
        lineInfo.fill((byte) 0);
        lineInfo.set(JAVA_INT, 2L * NAME, line);
        file.ask(GET_LINE_INFO, lineInfo, "ask who has line " + line);
        boolean used = (lineInfo.get(JAVA_LONG, 2L * NAME + 8) & USED) != 0;
        String user = text(lineInfo, NAME);
        return used && user.isEmpty() ? "somebody without a name" : used ? "\"" + user + "\"" : "";
    }

    private static String text(MemorySegment memory, int at) {
        byte[] bytes = memory.asSlice(at, NAME).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /// Its lines stay. Idempotent.
    @Override
    public void close() {
        file.close();
    }
}
