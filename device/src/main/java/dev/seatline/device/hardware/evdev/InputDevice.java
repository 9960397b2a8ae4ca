package dev.seatline.device.hardware.evdev;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.seatline.device.hardware.linux.LinuxException;
import dev.seatline.device.hardware.linux.LinuxFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Opens a reader that types like a keyboard. Stateless; any thread.
public final class InputDevice {
    private static final Path DEVICES = Path.of("/dev/input");
    private static final String PREFIX = "event";
    private static final int LONGEST_NAME = 256;

    // linux/input.h
    private static final long GET_NAME = 0x80004506L | (long) LONGEST_NAME << 16;
    private static final long GRAB = 0x40044590L;
    private static final long SET_CLOCK = 0x400445a0L;
    private static final int MONOTONIC = 1;

    private InputDevice() {}

    /// Opens a device, grabs it, so that no digit of a badge reaches a terminal, and sets its clock to that
    /// of [System#nanoTime].
    ///
    /// @param device its path, or its name as the kernel gives it. The number of an `event` file may change
    ///     with each start: a link below `by-id`, or the name, does not
    /// @throws IOException if there is none, or somebody else has it; the message says which there are
    public static LinuxFile open(String device) throws IOException {
        LinuxFile file = device.startsWith("/") ? LinuxFile.open(device) : named(device);
        try {
            MemorySegment clock = file.memory(Integer.BYTES);
            clock.set(java.lang.foreign.ValueLayout.JAVA_INT, 0, MONOTONIC);
            file.ask(SET_CLOCK, clock, "set its clock, so it is no input device");
            file.tell(GRAB, 1, "keep it for the console");
            return file;
        } catch (LinuxException e) {
            file.close();
            throw e;
        }
    }

    private static LinuxFile named(String wanted) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path path : devices()) {
            LinuxFile file;
            try {
                file = LinuxFile.open(path.toString());
            } catch (LinuxException e) {
                found.add(String.valueOf(e.getMessage()));
                continue;
            }
            String name = name(file);
            if (name.equals(wanted)) {
                return file;
            }
            found.add("%s (\"%s\")".formatted(path, name));
            file.close();
        }
        throw new IOException("no input device is named \"%s\": is the reader plugged in? Found: %s"
                .formatted(wanted, found.isEmpty() ? "none" : String.join(", ", found)));
    }

    private static String name(LinuxFile file) {
        MemorySegment name = file.memory(LONGEST_NAME);
        try {
            int length = file.ask(GET_NAME, name, "ask for its name");
            byte[] bytes = name.asSlice(0, Math.max(0, length - 1)).toArray(JAVA_BYTE);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (LinuxException e) {
            return "";
        }
    }

    private static List<Path> devices() throws IOException {
        if (!Files.isDirectory(DEVICES)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(DEVICES)) {
            return all.filter(path -> String.valueOf(path.getFileName()).startsWith(PREFIX))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }
}
