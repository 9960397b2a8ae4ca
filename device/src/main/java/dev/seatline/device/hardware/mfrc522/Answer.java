package dev.seatline.device.hardware.mfrc522;

import java.util.List;

/// What came back from the cards for one frame.
sealed interface Answer {
    /// As many bytes as were expected, without a visible error.
    record Bytes(List<Integer> bytes) implements Answer {
        /// They may be a card's number.
        @Override
        public String toString() {
            return "Bytes[" + bytes.size() + "]";
        }
    }

    /// Something came back, but it was damaged, or several cards spoke at once.
    record Damaged() implements Answer {}

    /// No card answered.
    record Silence() implements Answer {}
}
