package dev.seatline.device.hardware.mfrc522;

import dev.seatline.device.hardware.bus.SpiDevice;
import java.io.IOException;
import java.util.Arrays;

/// The registers of an MFRC522, over SPI. The most significant bit of an address byte says "read", the least is
/// 0; a read sends the next address while the chip answers the last one. NXP, MFRC522 data sheet, rev. 3.9:
/// sections 8.1.2 (the bytes), 9.2 and 9.3 (the registers). For one thread.
final class Registers {
    static final int COMMAND = 0x01;
    static final int INTERRUPTS = 0x04;
    static final int ERROR = 0x06;
    static final int FIFO_DATA = 0x09;
    static final int FIFO_LEVEL = 0x0A;
    static final int CONTROL = 0x0C;
    static final int BIT_FRAMING = 0x0D;
    static final int MODE = 0x11;
    static final int TX_MODE = 0x12;
    static final int RX_MODE = 0x13;
    static final int TX_CONTROL = 0x14;
    static final int TX_ASK = 0x15;
    static final int TIMER_MODE = 0x2A;
    static final int TIMER_PRESCALER = 0x2B;
    static final int TIMER_RELOAD_HIGH = 0x2C;
    static final int TIMER_RELOAD_LOW = 0x2D;
    static final int VERSION = 0x37;

    private static final int READ = 0x80;

    private final SpiDevice device;

    Registers(SpiDevice device) {
        this.device = device;
    }

    /// One register: 0 to 255.
    int read(int register) throws IOException {
        return readEach(register)[0];
    }

    /// Several registers, or one several times, in one transfer.
    int[] readEach(int... registers) throws IOException {
        byte[] out = new byte[registers.length + 1];
        for (int i = 0; i < registers.length; i++) {
            out[i] = (byte) (READ | (registers[i] << 1));
        }
        byte[] in = device.transfer(out);
        int[] values = new int[registers.length];
        for (int i = 0; i < registers.length; i++) {
            values[i] = Byte.toUnsignedInt(in[i + 1]);
        }
        return values;
    }

    /// The next bytes of the FIFO buffer, 1 to 64.
    int[] readFifo(int bytes) throws IOException {
        int[] registers = new int[bytes];
        Arrays.fill(registers, FIFO_DATA);
        return readEach(registers);
    }

    /// One after the other into the same register.
    void write(int register, int... values) throws IOException {
        byte[] out = new byte[values.length + 1];
        out[0] = (byte) (register << 1);
        for (int i = 0; i < values.length; i++) {
            out[i + 1] = (byte) values[i];
        }
        device.transfer(out);
    }
}
