package dev.seatline.device.technician.signin;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What may be a technician PIN. Pure. No message repeats what was typed.
public final class PinRules {
    /// What a PIN looks like, for messages.
    public static final String SHAPE = "6 to 12 digits";

    private static final Pattern DIGITS = Pattern.compile("[0-9]{6,12}");
    /// so many digits beside a row such as 1234 or 0000 make no good PIN of it
    private static final int BESIDE_A_ROW = 2;

    private static final int SHORTEST_ROW = 4;
    private static final int LONGEST_BLOCK = 4;
    private static final int FEWEST_DIFFERENT = 3;

    /// Neither row nor repetition, and yet tried first: shapes on the keypad, and numbers that sound like words.
    private static final Set<String> COMMON = Set.of(
            "112233",
            "223344",
            "123321",
            "123654",
            "456123",
            "789456",
            "147258",
            "258147",
            "147852",
            "142536",
            "159357",
            "159753",
            "357159",
            "369258",
            "741852",
            "963852",
            "112358",
            "314159",
            "5201314",
            "1314520",
            "201314",
            "131452",
            "110120",
            "119110",
            "12345679",
            "147258369",
            "789456123",
            "123456789",
            "987654321");

    private PinRules() {}

    /// Whether a text can be a PIN at all; nothing else is worth a slow hash.
    public static boolean isShaped(String text) {
        return DIGITS.matcher(text).matches();
    }

    /// Why a new PIN may not be used, or empty when it may.
    public static Optional<String> fault(String pin) {
        if (!isShaped(pin)) {
            return Optional.of("a PIN has " + SHAPE + " and nothing else; choose another one");
        }
        if (pin.chars().distinct().count() < FEWEST_DIFFERENT) {
            return Optional.of("a PIN has at least " + FEWEST_DIFFERENT + " different digits; choose another one");
        }
        if (repeats(pin)) {
            return Optional.of("this PIN says the same thing again and again; choose another one");
        }
        int row = longestRow(pin);
        if (row >= SHORTEST_ROW && pin.length() - row <= BESIDE_A_ROW) {
            return Optional.of("this PIN is little more than digits in a row; choose another one");
        }
        return COMMON.contains(pin)
                ? Optional.of("this is one of the PINs that are tried first; choose another one")
                : Optional.empty();
    }

    /// Whether it is one short block again and again, the last one perhaps cut: 123123, 1212121.
    private static boolean repeats(String pin) {
        for (int block = 1; block <= Math.min(LONGEST_BLOCK, pin.length() / 2); block++) {
            if (pin.startsWith(pin.substring(block))) {
                return true;
            }
        }
        return false;
    }

    /// How many neighbours follow each other by one same step, 9 being followed by 0: 8901, 2468, 4444, 4321.
    private static int longestRow(String pin) {
        int longest = 1;
        int row = 1;
        int step = -1;
        for (int i = 1; i < pin.length(); i++) {
            int next = Math.floorMod(pin.charAt(i) - pin.charAt(i - 1), 10);
            row = next == step ? row + 1 : 2;
            step = next;
            longest = Math.max(longest, row);
        }
        return longest;
    }
}
