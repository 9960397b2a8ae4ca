package dev.seatline.device.hardware.mfrc522;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/// Asks the one card before the reader for its number, by ISO/IEC 14443-3, type A: its states of a card, the
/// commands WUPA, ANTICOLLISION, SELECT and HLTA, the cascade levels of a number, and CRC_A of annex B. A
/// number is believed only when the check byte of each part is right and a card has answered to exactly this
/// part with a right checksum. Two cards at once are none: nobody can know which was meant. For one thread.
final class Selection {
    /// Wakes all cards, also one that was told to rest after it had been read: it is seen for as long as it stays.
    private static final int WAKE_UP = 0x52;

    /// One command for each part of a number.
    private static final List<Integer> LEVELS = List.of(0x93, 0x95, 0x97);

    private static final int ANTICOLLISION = 0x20;
    private static final int SELECT = 0x70;
    private static final int HALT = 0x50;

    /// Stands before a part that is not the last one.
    private static final int CASCADE_TAG = 0x88;

    private static final int CASCADE = 0x04;

    private static final int TYPE_BYTES = 2;
    private static final int PART_BYTES = 5;
    private static final int ACKNOWLEDGE_BYTES = 3;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /// What is before the reader.
    sealed interface Seen {
        record Nothing() implements Seen {}

        /// A card that is too far away, too many cards, or noise.
        record Unreadable() implements Seen {}

        /// @param number 8, 14 or 20 hex digits, in the order in which the card gives them
        record Card(String number) implements Seen {
            @Override
            public String toString() {
                return "Card[" + number.length() + " digits]";
            }
        }
    }

    private final Air air;

    Selection(Air air) {
        this.air = air;
    }

    /// @throws IOException if the bus or the chip fails
    Seen look() throws IOException {
        return switch (air.call(WAKE_UP, TYPE_BYTES)) {
            case Answer.Silence _ -> new Seen.Nothing();
            case Answer.Damaged _ -> new Seen.Unreadable();
            case Answer.Bytes _ -> select();
        };
    }

    private Seen select() throws IOException {
        StringBuilder number = new StringBuilder(20);
        for (int level : LEVELS) {
            if (!(air.talk(PART_BYTES, level, ANTICOLLISION) instanceof Answer.Bytes(List<Integer> part))
                    || !checked(part)
                    || !(air.talk(ACKNOWLEDGE_BYTES, selecting(level, part))
                            instanceof Answer.Bytes(List<Integer> acknowledged))
                    || !checksumRight(acknowledged)) {
                return new Seen.Unreadable();
            }
            boolean more = (acknowledged.getFirst() & CASCADE) != 0;
            boolean tagged = part.getFirst() == CASCADE_TAG;
            // the last part has no room for a tag
            if (level != LEVELS.getLast() && more != tagged) {
                return new Seen.Unreadable();
            }
            part.subList(more ? 1 : 0, PART_BYTES - 1).forEach(one -> number.append(HEX.toHexDigits(one.byteValue())));
            if (!more) {
                // says nothing when it obeys
                air.talk(0, checksummed(HALT, 0));
                return new Seen.Card(number.toString());
            }
        }
        // there is no fourth part
        return new Seen.Unreadable();
    }

    private static int[] selecting(int level, List<Integer> part) {
        return checksummed(
                IntStream.concat(IntStream.of(level, SELECT), part.stream().mapToInt(Integer::intValue))
                        .toArray());
    }

    /// Whether the last byte is all others XORed.
    private static boolean checked(List<Integer> part) {
        return part.stream().reduce(0, (sum, one) -> sum ^ one) == 0;
    }

    private static boolean checksumRight(List<Integer> bytes) {
        int[] data = bytes.stream()
                .limit(bytes.size() - 2L)
                .mapToInt(Integer::intValue)
                .toArray();
        int[] whole = checksummed(data);
        return bytes.get(data.length) == whole[data.length] && bytes.get(data.length + 1) == whole[data.length + 1];
    }

    /// The bytes, and their CRC_A.
    static int[] checksummed(int... bytes) {
        int sum = 0x6363;
        for (int one : bytes) {
            sum ^= one;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0x8408;
            }
        }
        return IntStream.concat(IntStream.of(bytes), IntStream.of(sum & 0xFF, sum >> Byte.SIZE))
                .toArray();
    }
}
