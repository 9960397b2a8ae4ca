package dev.seatline.bench.lab.scenario;

import java.util.List;
import java.util.Map;

/// What a person reads from the memory of a display of four digits. Stateless.
final class DigitsSeen {
    /// Of the display's memory.
    static final int BYTES = 16;

    /// As boards of four digits and a colon are wired.
    private static final List<Integer> PLACES = List.of(0, 2, 6, 8);

    /// Segments as they are drawn: top, right above, right below, bottom, left below, left above, middle.
    private static final Map<String, Character> DRAWN = Map.ofEntries(
            Map.entry("1111110", '0'),
            Map.entry("0110000", '1'),
            Map.entry("1101101", '2'),
            Map.entry("1111001", '3'),
            Map.entry("0110011", '4'),
            Map.entry("1011011", '5'),
            Map.entry("1011111", '6'),
            Map.entry("1110000", '7'),
            Map.entry("1111111", '8'),
            Map.entry("1111011", '9'),
            Map.entry("0110111", 'H'),
            Map.entry("0000000", ' '));

    private DigitsSeen() {}

    /// Without the dark places before it; what is no character is `?`.
    static String read(byte[] memory) {
        StringBuilder text = new StringBuilder();
        for (int place : PLACES) {
            StringBuilder drawn = new StringBuilder();
            for (int segment = 0; segment < 7; segment++) {
                drawn.append((memory[place] >> segment & 1) == 1 ? '1' : '0');
            }
            text.append(DRAWN.getOrDefault(drawn.toString(), '?'));
        }
        return text.toString().stripLeading();
    }
}
