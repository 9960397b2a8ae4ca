package dev.seatline.device.hardware.ht16k33;

import dev.seatline.device.hardware.bus.I2cDevice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Keeps what is written, as the chip of Linux' `i2c-stub` does: a block goes into consecutive registers, a
/// command changes none. It can be unplugged, also in the middle.
final class StubI2c implements I2cDevice {
    private final int[] registers = new int[256];
    private final List<String> transactions = new ArrayList<>();
    private int answers = Integer.MAX_VALUE;
    private int closed;

    @Override
    public void command(int command) throws IOException {
        happens("command " + HexFormat.of().toHexDigits((byte) command));
    }

    @Override
    public void write(int register, byte[] data) throws IOException {
        if (data.length < 1 || data.length > LONGEST_BLOCK) {
            throw new IOException("a block is 1 to 32 bytes, found " + data.length);
        }
        happens("write " + register + " " + HexFormat.of().formatHex(data));
        for (int i = 0; i < data.length; i++) {
            registers[register + i] = Byte.toUnsignedInt(data[i]);
        }
    }

    @Override
    public int read(int register) throws IOException {
        happens("read " + register);
        return registers[register];
    }

    @Override
    public void close() {
        closed++;
    }

    int register(int number) {
        return registers[number];
    }

    int closed() {
        return closed;
    }

    /// What has happened since this was last asked.
    List<String> transactions() {
        List<String> all = List.copyOf(transactions);
        transactions.clear();
        return all;
    }

    /// How many more transactions are answered; then none.
    void answersOnly(int more) {
        answers = more;
    }

    void answersAgain() {
        answers = Integer.MAX_VALUE;
    }

    private void happens(String transaction) throws IOException {
        if (answers == 0) {
            throw new IOException("no answer");
        }
        answers--;
        transactions.add(transaction);
    }
}
