package dev.seatline.device.hardware.serial;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.seatline.device.hardware.linux.LinuxException;
import dev.seatline.device.hardware.linux.LinuxFile;
import java.lang.foreign.MemorySegment;

/// Opens a serial line for bytes as they are. Stateless; any thread.
public final class SerialLine {
    // asm-generic/termbits.h, struct termios2: input, output, control and local modes; line discipline; 19 characters;
    // speeds
    private static final long GET_MODES = 0x802c542aL;
    private static final long SET_MODES = 0x402c542bL;
    private static final long FLUSH = 0x540bL;
    private static final int MODES = 44;
    /// How many tenths of a second a read waits, and for how many bytes.
    private static final int READ_TIME = 17 + 5;

    private static final int READ_LEAST = 17 + 6;
    private static final int INPUT_SPEED = 36;
    private static final int OUTPUT_SPEED = 40;

    private static final int EIGHT_BITS = 0x30;
    private static final int RECEIVES = 0x80;
    private static final int NO_MODEM = 0x800;
    private static final int ANY_SPEED = 0x1000;
    private static final int INPUT_SPEED_TOO = ANY_SPEED << 16;
    private static final int WHAT_HAS_COME = 0;

    private SerialLine() {}

    /// Opens a line: 8 data bits, no parity, one stop bit, no flow control, every byte as it is. What had
    /// come before is thrown away.
    ///
    /// @param path such as `/dev/serial0`
    /// @param baud such as 9600
    /// @throws LinuxException if it cannot be had
    public static LinuxFile open(String path, int baud) throws LinuxException {
        LinuxFile file = LinuxFile.open(path);
        try {
            MemorySegment modes = file.memory(MODES);
            file.ask(GET_MODES, modes, "ask for its speed, so it is no serial line");
            modes.set(JAVA_INT, 0, 0);
            modes.set(JAVA_INT, 4, 0);
            modes.set(JAVA_INT, 8, EIGHT_BITS | RECEIVES | NO_MODEM | ANY_SPEED | INPUT_SPEED_TOO);
            modes.set(JAVA_INT, 12, 0);
            // with least 0, as some program may have left it, nothing to be read looks like a plug that is pulled
            modes.set(JAVA_BYTE, READ_TIME, (byte) 0);
            modes.set(JAVA_BYTE, READ_LEAST, (byte) 1);
            modes.set(JAVA_INT, INPUT_SPEED, baud);
            modes.set(JAVA_INT, OUTPUT_SPEED, baud);
            file.ask(SET_MODES, modes, "set its speed to " + baud + " baud");
            file.tell(FLUSH, WHAT_HAS_COME, "throw away what had come before");
            return file;
        } catch (LinuxException e) {
            file.close();
            throw e;
        }
    }
}
