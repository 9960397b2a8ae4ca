package dev.seatline.device.hardware.mfrc522;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// A card of type A as ISO/IEC 14443-3 wants it: its states, and what it answers to which frame.
final class ContactlessCard {
    private enum State {
        IDLE,
        READY,
        ACTIVE,
        HALTED
    }

    private final List<Integer> number;
    private final int type;
    private State state = State.IDLE;
    private boolean rested;
    private int level;
    private boolean wrongCheckByte;
    private boolean wrongAcknowledge;
    private boolean cascadeWithoutEnd;
    private boolean untagged;

    /// @param number 8, 14 or 20 hex digits
    ContactlessCard(String number) {
        this.number = bytes(number);
        type = 0x04 | ((levels() - 1) << 6);
    }

    ContactlessCard withWrongCheckByte() {
        wrongCheckByte = true;
        return this;
    }

    ContactlessCard withWrongAcknowledge() {
        wrongAcknowledge = true;
        return this;
    }

    /// Claims after every part that there is another one.
    ContactlessCard withoutEnd() {
        cascadeWithoutEnd = true;
        return this;
    }

    /// Says that there is more, and not in the way in which it is said.
    ContactlessCard withoutTag() {
        untagged = true;
        return this;
    }

    /// The field was off.
    void unpowered() {
        state = State.IDLE;
        rested = false;
    }

    /// @param bits how many bits of the last byte were sent, 0 for all
    /// @return the answer's bytes, or none
    Optional<List<Integer>> hears(List<Integer> frame, int bits) {
        if (bits == 7) {
            return called(frame.getFirst());
        }
        if (state == State.ACTIVE) {
            boolean halts = frame.equals(List.of(0x50, 0x00, 0x57, 0xCD));
            rested = rested || halts;
            state = halts ? State.HALTED : sinks();
            return Optional.empty();
        }
        if (state != State.READY) {
            return Optional.empty();
        }
        if (frame.equals(List.of(select(), 0x20))) {
            List<Integer> part = part();
            if (wrongCheckByte) {
                part.set(4, part.get(4) ^ 0x10);
            }
            return Optional.of(part);
        }
        if (frame.equals(checksummed(selecting()))) {
            level++;
            boolean more = cascadeWithoutEnd || level < levels();
            state = more ? State.READY : State.ACTIVE;
            List<Integer> acknowledge = checksummed(List.of(more ? 0x04 : 0x08));
            if (wrongAcknowledge) {
                acknowledge.set(2, acknowledge.get(2) ^ 0x01);
            }
            return Optional.of(acknowledge);
        }
        state = sinks();
        return Optional.empty();
    }

    private Optional<List<Integer>> called(int frame) {
        boolean wakes = frame == 0x52 && (state == State.IDLE || state == State.HALTED);
        boolean requested = frame == 0x26 && state == State.IDLE;
        if (wakes || requested) {
            state = State.READY;
            level = 0;
            return Optional.of(List.of(type, 0x00));
        }
        if (state != State.HALTED) {
            state = sinks();
        }
        return Optional.empty();
    }

    private State sinks() {
        return rested ? State.HALTED : State.IDLE;
    }

    private int levels() {
        return (number.size() - 1) / 3;
    }

    private int select() {
        return 0x93 + 2 * Math.min(level, 2);
    }

    private List<Integer> selecting() {
        List<Integer> frame = new ArrayList<>(List.of(select(), 0x70));
        List<Integer> part = part();
        if (wrongCheckByte) {
            part.set(4, part.get(4) ^ 0x10);
        }
        frame.addAll(part);
        return frame;
    }

    /// Four bytes and their check byte.
    private List<Integer> part() {
        int at = Math.min(level, levels() - 1);
        List<Integer> part = new ArrayList<>(5);
        if ((at < levels() - 1 || cascadeWithoutEnd) && !untagged) {
            part.add(0x88);
            part.addAll(number.subList(3 * at, 3 * at + 3));
        } else {
            part.addAll(number.subList(3 * at, 3 * at + 4));
        }
        part.add(part.get(0) ^ part.get(1) ^ part.get(2) ^ part.get(3));
        return part;
    }

    private static List<Integer> checksummed(List<Integer> bytes) {
        List<Integer> all = new ArrayList<>(bytes);
        int sum = 0x6363;
        for (int one : bytes) {
            int mixed = (one ^ sum) & 0xFF;
            mixed = (mixed ^ (mixed << 4)) & 0xFF;
            sum = (sum >> 8) ^ (mixed << 8) ^ (mixed << 3) ^ (mixed >> 4);
        }
        all.add(sum & 0xFF);
        all.add((sum >> 8) & 0xFF);
        return all;
    }

    private static List<Integer> bytes(String hex) {
        List<Integer> bytes = new ArrayList<>();
        for (byte one : HexFormat.of().parseHex(hex)) {
            bytes.add(Byte.toUnsignedInt(one));
        }
        return bytes;
    }
}
