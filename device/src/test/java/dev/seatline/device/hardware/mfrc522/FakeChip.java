package dev.seatline.device.hardware.mfrc522;

import dev.seatline.device.hardware.bus.SpiDevice;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// An MFRC522 as its data sheet describes it, as far as it matters here, with cards before it; its clock goes
/// on while the driver pauses. It can be made to fail in the ways in which real ones do.
final class FakeChip implements SpiDevice {
    /// What happens to the bytes of answers on their way through the air.
    interface Noise {
        /// @return whether the damage was seen
        boolean damages(List<Integer> answer);
    }

    private static final long ANSWER_TAKES = 900_000;

    private final int[] registers = new int[64];
    private final Deque<Integer> buffer = new ArrayDeque<>();
    private final List<ContactlessCard> cards = new ArrayList<>();
    private final int version;

    private long clock;
    private long answeredAt = Long.MAX_VALUE;
    private long timedOutAt = Long.MAX_VALUE;
    private Optional<Integer> everythingReads = Optional.empty();
    private boolean unplugged;
    private boolean stalled;
    private Noise noise = answer -> false;
    private int resets;
    private int transfers;
    private int pauses;
    private int closed;

    FakeChip(int version) {
        this.version = version;
        powerDips();
    }

    /// All registers are what they are after power-on; the field is off.
    void powerDips() {
        Arrays.fill(registers, 0);
        registers[Registers.COMMAND] = 0x20;
        registers[Registers.MODE] = 0x3F;
        registers[Registers.TX_CONTROL] = 0x80;
        registers[Registers.VERSION] = version;
        buffer.clear();
        answeredAt = Long.MAX_VALUE;
        timedOutAt = Long.MAX_VALUE;
        cards.forEach(ContactlessCard::unpowered);
    }

    /// The wires are off: everything reads as this.
    void deafAndReads(int value) {
        everythingReads = Optional.of(value);
    }

    /// The bus itself fails.
    void unplugged() {
        unplugged = true;
    }

    /// Registers answer, but nothing is sent any more; a reset does not help.
    void stalls() {
        stalled = true;
    }

    void well() {
        everythingReads = Optional.empty();
        unplugged = false;
        stalled = false;
        noise = answer -> false;
    }

    void noise(Noise noise) {
        this.noise = noise;
    }

    void put(ContactlessCard... on) {
        cards.clear();
        cards.addAll(List.of(on));
        cards.forEach(ContactlessCard::unpowered);
    }

    void register(int register, int value) {
        registers[register] = value;
    }

    int resets() {
        return resets;
    }

    /// Since this was last asked.
    int transfers() {
        int all = transfers;
        transfers = 0;
        return all;
    }

    /// Since this was last asked.
    int pauses() {
        int all = pauses;
        pauses = 0;
        return all;
    }

    int closed() {
        return closed;
    }

    boolean fieldOn() {
        return (registers[Registers.TX_CONTROL] & 0x03) == 0x03;
    }

    /// What the driver pauses by.
    void passes(long nanos) {
        pauses++;
        clock += nanos;
        if (clock >= answeredAt) {
            registers[Registers.INTERRUPTS] |= 0x20;
        }
        if (clock >= timedOutAt) {
            registers[Registers.INTERRUPTS] |= 0x01;
        }
    }

    @Override
    public byte[] transfer(byte[] out) throws IOException {
        transfers++;
        if (unplugged) {
            throw new IOException("the bus does not answer");
        }
        if (out.length < 1 || out.length > LONGEST_TRANSFER || (out[0] & 1) != 0) {
            throw new AssertionError("no transfer of this chip");
        }
        byte[] in = new byte[out.length];
        int address = (out[0] >> 1) & 0x3F;
        boolean reads = out[0] < 0;
        for (int i = 1; i < out.length; i++) {
            if (reads) {
                in[i] = (byte) everythingReads.orElse(0).intValue();
                if (everythingReads.isEmpty()) {
                    in[i] = (byte) read(address);
                }
                address = (out[i] >> 1) & 0x3F;
            } else if (everythingReads.isEmpty()) {
                write(address, Byte.toUnsignedInt(out[i]));
            }
        }
        return in;
    }

    @Override
    public void close() {
        closed++;
    }

    private int read(int register) {
        return switch (register) {
            case Registers.FIFO_DATA -> buffer.isEmpty() ? 0 : buffer.removeFirst();
            case Registers.FIFO_LEVEL -> buffer.size();
            default -> registers[register];
        };
    }

    private void write(int register, int value) {
        switch (register) {
            case Registers.VERSION, Registers.ERROR -> {}
            case Registers.FIFO_DATA -> {
                if (buffer.size() < 64) {
                    buffer.addLast(value);
                }
            }
            case Registers.FIFO_LEVEL -> {
                if ((value & 0x80) != 0) {
                    buffer.clear();
                }
            }
            case Registers.INTERRUPTS -> {
                int old = registers[register];
                registers[register] = (value & 0x80) != 0 ? old | (value & 0x7F) : old & ~value;
            }
            case Registers.COMMAND -> command(value);
            case Registers.BIT_FRAMING -> {
                registers[register] = value & 0x7F;
                if ((value & 0x80) != 0 && (registers[Registers.COMMAND] & 0x0F) == 0x0C && !stalled) {
                    send(value & 0x07);
                }
            }
            default -> registers[register] = value;
        }
        if (register == Registers.TX_CONTROL && !fieldOn()) {
            cards.forEach(ContactlessCard::unpowered);
        }
    }

    private void command(int value) {
        if (value == 0x0F) {
            resets++;
            powerDips();
        } else {
            registers[Registers.COMMAND] = value;
            answeredAt = Long.MAX_VALUE;
            timedOutAt = Long.MAX_VALUE;
        }
    }

    private void send(int bits) {
        List<Integer> frame = List.copyOf(buffer);
        buffer.clear();
        registers[Registers.ERROR] = 0;
        int steps = (registers[Registers.TIMER_RELOAD_HIGH] << 8) | registers[Registers.TIMER_RELOAD_LOW];
        if ((registers[Registers.TIMER_MODE] & 0x80) != 0) {
            timedOutAt = clock + steps * 25_000L;
        }
        List<List<Integer>> answers = new ArrayList<>();
        // without full modulation cards do not understand
        if (fieldOn() && registers[Registers.TX_ASK] == 0x40) {
            cards.forEach(card -> card.hears(frame, bits).ifPresent(answers::add));
        }
        if (answers.isEmpty()) {
            return;
        }
        timedOutAt = Long.MAX_VALUE;
        answeredAt = clock + ANSWER_TAKES;
        List<Integer> heard = new ArrayList<>(answers.getFirst());
        if (answers.stream().distinct().count() > 1) {
            // both halves of a bit are modulated: the chip takes it for a 1 and says so
            registers[Registers.ERROR] |= 0x08;
            for (List<Integer> other : answers) {
                for (int i = 0; i < Math.min(heard.size(), other.size()); i++) {
                    heard.set(i, heard.get(i) | other.get(i));
                }
            }
        }
        if (noise.damages(heard)) {
            registers[Registers.ERROR] |= 0x02;
        }
        buffer.addAll(heard);
    }
}
