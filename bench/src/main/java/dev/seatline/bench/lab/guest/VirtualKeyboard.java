package dev.seatline.bench.lab.guest;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A badge reader that types, made of the kernel's `uinput`: for everybody else it is a keyboard at a USB plug. For one
/// thread.
final class VirtualKeyboard implements AutoCloseable {
    private static final Path UINPUT = Path.of("/dev/uinput");
    private static final long SET_UP = 0x405c5503;
    private static final long ALLOW_KIND = 0x40045564;
    private static final long ALLOW_KEY = 0x40045565;
    private static final long CREATE = 0x5501;
    private static final long DESTROY = 0x5502;
    private static final long TELL_NAME = 0x8040552c;
    private static final int SET_UP_BYTES = 92;
    private static final int NAME = 8;
    private static final int LONGEST_NAME = 79;
    private static final short USB = 3;
    private static final short VENDOR = 0x5ea7;
    private static final short PRODUCT = 1;

    private static final short SYNCHRONISATION = 0;
    private static final short KEY = 1;
    private static final int EVENT_BYTES = 24;
    private static final int ENTER = 28;
    private static final int LAST_KEY = 120;
    /// Keys in the order of the hex digits.
    private static final int[] DIGITS = {11, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 48, 46, 32, 18, 33};

    private final int file;
    private boolean plugged = true;

    private VirtualKeyboard(int file) {
        this.file = file;
    }

    static VirtualKeyboard plug(String name) throws IOException {
        if (name.length() > LONGEST_NAME) {
            throw new IOException("a name has at most " + LONGEST_NAME + " characters, found \"" + name + "\"");
        }
        int file = Kernel.open(UINPUT, Kernel.READ_WRITE);
        try (Arena arena = Arena.ofConfined()) {
            Kernel.ioctl("allow keys", file, ALLOW_KIND, KEY);
            for (int key = 1; key <= LAST_KEY; key++) {
                Kernel.ioctl("allow a key", file, ALLOW_KEY, key);
            }
            MemorySegment setUp = arena.allocate(SET_UP_BYTES, Integer.BYTES);
            setUp.set(ValueLayout.JAVA_SHORT, 0, USB);
            setUp.set(ValueLayout.JAVA_SHORT, 2, VENDOR);
            setUp.set(ValueLayout.JAVA_SHORT, 4, PRODUCT);
            setUp.setString(NAME, name);
            Kernel.ioctl("describe the keyboard", file, SET_UP, setUp);
            Kernel.ioctl("make the keyboard", file, CREATE, 0);
            return new VirtualKeyboard(file);
        } catch (IOException | RuntimeException e) {
            Kernel.close(file);
            throw e;
        }
    }

    /// Such as `/dev/input/event0`.
    Path device() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(64);
            Kernel.ioctl("tell the keyboard's name", file, TELL_NAME, name);
            Path input = Path.of("/sys/class/input", name.getString(0));
            try (DirectoryStream<Path> events = Files.newDirectoryStream(input, "event*")) {
                for (Path event : events) {
                    return Path.of("/dev/input", event.getFileName().toString());
                }
            }
            throw new IOException(input + " has no event device");
        }
    }

    /// Types hex digits; each key is let go before the next one.
    ///
    /// @param every milliseconds from key to key
    void type(String digits, int every, boolean enter) throws IOException, InterruptedException {
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), DIGITS.length);
            if (digit < 0) {
                throw new IOException("digits are 0 to 9 and A to F");
            }
            stroke(DIGITS[digit], every);
        }
        if (enter) {
            stroke(ENTER, every);
        }
    }

    private void stroke(int key, int every) throws IOException, InterruptedException {
        event(KEY, key, 1);
        Thread.sleep(every / 2);
        event(KEY, key, 0);
        Thread.sleep(every - every / 2);
    }

    private void event(short kind, int code, int value) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment events = arena.allocate(2L * EVENT_BYTES, Long.BYTES);
            events.set(ValueLayout.JAVA_SHORT, 16, kind);
            events.set(ValueLayout.JAVA_SHORT, 18, (short) code);
            events.set(ValueLayout.JAVA_INT, 20, value);
            events.set(ValueLayout.JAVA_SHORT, EVENT_BYTES + 16, SYNCHRONISATION);
            Kernel.write(file, events);
        }
    }

    /// Unplugs it. Idempotent.
    @Override
    public void close() throws IOException {
        if (plugged) {
            plugged = false;
            Kernel.ioctl("unplug the keyboard", file, DESTROY, 0);
            Kernel.close(file);
        }
    }
}
