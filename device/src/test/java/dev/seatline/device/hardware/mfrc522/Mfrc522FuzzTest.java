package dev.seatline.device.hardware.mfrc522;

import dev.seatline.device.StoredInputs;
import dev.seatline.device.hardware.badge.CardNumber;
import dev.seatline.device.hardware.bus.SpiDevice;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Fuzz target: any bytes back from the SPI bus of an MFRC522. A card number comes out, or nothing; each look ends
/// after
/// a bounded number of transfers and pauses.
///
/// Each byte is the next one that is read, except for what the driver reads back of its own settings while the
/// first byte of the input is even: those are right, so that it goes on to look for cards. A byte of 0xFE fails
/// the transfer. When all are used up everything reads as 0.
public class Mfrc522FuzzTest {
    private static final int LOOKS = 5;
    private static final int MOST_TRANSFERS = 150;
    private static final int MOST_PAUSES = 40;

    /// Before the time of single inputs is taken.
    public static void fuzzerInitialize() throws Throwable {
        StoredInputs.tried(Mfrc522FuzzTest.class, Mfrc522FuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        PlayedBus bus = new PlayedBus(input);
        try (Mfrc522 reader = new Mfrc522(bus, Duration.ZERO, nanos -> bus.pauses++)) {
            for (int i = 0; i < LOOKS; i++) {
                bus.transfers = 0;
                bus.pauses = 0;
                Optional<CardNumber> card = reader.look(i);
                check(bus.transfers <= MOST_TRANSFERS, bus.transfers + " transfers in one look");
                check(bus.pauses <= MOST_PAUSES, bus.pauses + " pauses in one look");
                check(
                        card.isEmpty() || card.get().digits().matches("[0-9A-F]{8}|[0-9A-F]{14}|[0-9A-F]{20}"),
                        "a number that is none");
                check(card.isEmpty() || reader.fault().isEmpty(), "a card from a reader that has failed");
            }
            check(reader.rejected() <= LOOKS && reader.revived() <= LOOKS, "counted more than there were looks");
        }
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    @TestFactory
    Stream<DynamicTest> storedInputsAreReadOrRefused() throws IOException {
        return StoredInputs.each(Mfrc522FuzzTest.class, Mfrc522FuzzTest::fuzzerTestOneInput);
    }

    /// Answers with the bytes of the input.
    private static final class PlayedBus implements SpiDevice {
        private final byte[] input;
        private final boolean keepsSettings;
        private final byte[] written = new byte[64];
        private int used;
        private int transfers;
        private int pauses;

        PlayedBus(byte[] input) {
            this.input = input;
            keepsSettings = input.length > 0 && (input[0] & 1) == 0;
            used = 1;
        }

        @Override
        public byte[] transfer(byte[] out) throws IOException {
            transfers++;
            check(out.length >= 1 && out.length <= LONGEST_TRANSFER, "a transfer of " + out.length + " bytes");
            byte[] in = new byte[out.length];
            if (out[0] >= 0) {
                written[out[0] >> 1] = out[out.length - 1];
                return in;
            }
            for (int i = 1; i < out.length; i++) {
                in[i] = read((out[i - 1] >> 1) & 0x3F);
            }
            return in;
        }

        private byte read(int register) throws IOException {
            if (keepsSettings) {
                switch (register) {
                    case Registers.VERSION -> {
                        return (byte) 0x92;
                    }
                    case Registers.MODE, Registers.TX_CONTROL, Registers.TX_ASK, Registers.TIMER_MODE -> {
                        return written[register];
                    }
                    case Registers.COMMAND -> {
                        return 0;
                    }
                    default -> {
                        // one of the input
                    }
                }
            }
            if (used >= input.length) {
                return 0;
            }
            byte next = input[used++];
            if (next == (byte) 0xFE) {
                throw new IOException("the bus does not answer");
            }
            return next;
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
