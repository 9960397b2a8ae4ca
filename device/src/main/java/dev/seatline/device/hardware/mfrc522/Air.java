package dev.seatline.device.hardware.mfrc522;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/// Sends a frame to the cards before an MFRC522, and waits for what comes back, never for longer than the
/// pauses. NXP, MFRC522 data sheet, rev. 3.9: sections 8.3 (FIFO buffer), 8.4 (interrupt requests), 8.5
/// (timer), 10.3 (commands), and 9.3 for the bits. For one thread.
final class Air {
    /// How long the chip waits for the beginning of an answer, in steps of 25 µs (see [Mfrc522]). To the frames
    /// that are sent here a card answers after less than 100 µs (ISO/IEC 14443-3, frame delay time), or not at
    /// all.
    static final int TIMER_STEPS = 80;

    private static final int IDLE = 0x00;
    private static final int TRANSCEIVE = 0x0C;
    private static final int CLEAR_INTERRUPTS = 0x7F;
    private static final int FLUSH = 0x80;
    private static final int START_SENDING = 0x80;

    private static final int RECEIVED = 0x20;
    private static final int TIME_OUT = 0x01;
    private static final int NEVER_READ_AS_SET = 0x80;
    private static final int ANY_ERROR = 0xDF;
    private static final int BITS_OF_LAST_BYTE = 0x07;

    private static final long MILLISECOND = 1_000_000L;

    /// When most likely nobody is there: both the answer and the time-out lie within the first pause.
    private static final List<Long> CALLING = List.of(3 * MILLISECOND, 5 * MILLISECOND, 20 * MILLISECOND);

    /// When a card is there, and answers within a millisecond.
    private static final List<Long> TALKING = List.of(MILLISECOND, 2 * MILLISECOND, 5 * MILLISECOND, 20 * MILLISECOND);

    private final Registers registers;
    private final LongConsumer pause;

    /// @param pause waits for so many nanoseconds; may be too short now and then
    Air(Registers registers, LongConsumer pause) {
        this.registers = registers;
        this.pause = pause;
    }

    /// A frame of seven bits, to all cards.
    ///
    /// @param expected how many bytes are an answer
    /// @throws IOException if the bus fails, or the chip does not do what it is told
    Answer call(int frame, int expected) throws IOException {
        return exchange(7, expected, CALLING, frame);
    }

    /// A frame of whole bytes, the checksum among them.
    Answer talk(int expected, int... frame) throws IOException {
        return exchange(0, expected, TALKING, frame);
    }

    private Answer exchange(int lastBits, int expected, List<Long> pauses, int... frame) throws IOException {
        registers.write(Registers.COMMAND, IDLE);
        registers.write(Registers.INTERRUPTS, CLEAR_INTERRUPTS);
        registers.write(Registers.FIFO_LEVEL, FLUSH);
        registers.write(Registers.FIFO_DATA, frame);
        registers.write(Registers.BIT_FRAMING, lastBits);
        registers.write(Registers.COMMAND, TRANSCEIVE);
        registers.write(Registers.BIT_FRAMING, START_SENDING | lastBits);
        for (long length : pauses) {
            pause.accept(length);
            int interrupts = registers.read(Registers.INTERRUPTS);
            if ((interrupts & NEVER_READ_AS_SET) != 0) {
                throw new IOException("the MFRC522 went dumb while a card was looked for; " + Mfrc522.LOOK_AT);
            }
            if ((interrupts & RECEIVED) != 0) {
                return received(expected);
            }
            if ((interrupts & TIME_OUT) != 0) {
                return new Answer.Silence();
            }
        }
        throw new IOException("the MFRC522 answers, but does not send when told to; " + Mfrc522.LOOK_AT);
    }

    private Answer received(int expected) throws IOException {
        int[] state = registers.readEach(Registers.ERROR, Registers.FIFO_LEVEL, Registers.CONTROL);
        boolean whole = state[1] == expected && (state[2] & BITS_OF_LAST_BYTE) == 0;
        if ((state[0] & ANY_ERROR) != 0 || !whole) {
            return new Answer.Damaged();
        }
        return new Answer.Bytes(
                Arrays.stream(registers.readFifo(expected)).boxed().toList());
    }
}
