package dev.seatline.bench.lab.scenario;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/// What an RDM6300 sends of a card. Stateless.
final class Rdm6300Card {
    private static final int DIGITS = 10;

    private Rdm6300Card() {}

    /// @param number ten hex digits
    static byte[] frame(String number) {
        if (!number.matches("[0-9A-Fa-f]{" + DIGITS + "}")) {
            throw new IllegalArgumentException("a card of an RDM6300 has ten hex digits");
        }
        int sum = 0;
        for (byte one : HexFormat.of().parseHex(number)) {
            sum ^= one & 0xff;
        }
        String text = "\u0002" + number.toUpperCase(Locale.ROOT) + "%02X".formatted(sum) + "\u0003";
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
