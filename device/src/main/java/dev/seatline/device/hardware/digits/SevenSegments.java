package dev.seatline.device.hardware.digits;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A text on four digits of seven segments, to the right. A character that cannot be shown is a dark digit; a
/// text that is too long is four dashes, as a part of a number is another number. Immutable; any thread.
///
/// @param places from left to right, always four: segment a is bit 0 (top), then clockwise b to f, g is bit 6 (the
///     middle), the decimal point bit 7
/// @param colon whether the colon between the second and the third digit is lit
public record SevenSegments(List<Integer> places, boolean colon) {
    /// How many digits there are.
    public static final int PLACES = 4;

    private static final int POINT = 0x80;
    private static final int DASH = 0x40;
    private static final SevenSegments TOO_LONG = new SevenSegments(Collections.nCopies(PLACES, DASH), false);

    public SevenSegments {
        places = List.copyOf(places);
        if (places.size() != PLACES) {
            throw new IllegalArgumentException("there are " + PLACES + " digits, found " + places.size());
        }
    }

    /// @param text of digits, letters, `-`, `_`, `=`, `?` and spaces. A point, or a comma, belongs to the
    ///     character before it; a colon before the last two characters is the display's colon
    public static SevenSegments of(String text) {
        List<Integer> shown = new ArrayList<>(PLACES);
        List<Integer> characters = text.codePoints().boxed().toList();
        boolean colon = false;
        for (int i = 0; i < characters.size(); i++) {
            int character = characters.get(i);
            boolean pointed = !shown.isEmpty() && (shown.getLast() & POINT) != 0;
            if (character == ':' && !colon && charactersAfter(characters, i) == 2) {
                colon = true;
            } else if (character != '.' && character != ',') {
                shown.add(segments(character));
            } else if (shown.isEmpty() || pointed) {
                shown.add(POINT);
            } else {
                shown.addLast(shown.removeLast() | POINT);
            }
            if (shown.size() > PLACES) {
                return TOO_LONG;
            }
        }
        while (shown.size() < PLACES) {
            shown.addFirst(0);
        }
        return new SevenSegments(shown, colon);
    }

    /// How many characters that take a digit follow.
    private static long charactersAfter(List<Integer> characters, int at) {
        return characters.stream()
                .skip(at + 1L)
                .filter(character -> character != '.' && character != ',')
                .count();
    }

    private static int segments(int character) {
        return switch (character) {
            case '0', 'O' -> 0x3F;
            case '1' -> 0x06;
            case '2', 'Z', 'z' -> 0x5B;
            case '3' -> 0x4F;
            case '4' -> 0x66;
            case '5', 'S', 's' -> 0x6D;
            case '6' -> 0x7D;
            case '7' -> 0x07;
            case '8' -> 0x7F;
            case '9', 'g' -> 0x6F;
            case 'A', 'a' -> 0x77;
            case 'B', 'b' -> 0x7C;
            case 'C' -> 0x39;
            case 'c' -> 0x58;
            case 'D', 'd' -> 0x5E;
            case 'E', 'e' -> 0x79;
            case 'F', 'f' -> 0x71;
            case 'G' -> 0x3D;
            case 'H' -> 0x76;
            case 'h' -> 0x74;
            case 'I' -> 0x30;
            case 'i' -> 0x10;
            case 'J', 'j' -> 0x1E;
            case 'L', 'l' -> 0x38;
            case 'N', 'n' -> 0x54;
            case 'o' -> 0x5C;
            case 'P', 'p' -> 0x73;
            case 'Q', 'q' -> 0x67;
            case 'R', 'r' -> 0x50;
            case 'T', 't' -> 0x78;
            case 'U' -> 0x3E;
            case 'u' -> 0x1C;
            case 'Y', 'y' -> 0x6E;
            case '-' -> DASH;
            case '_' -> 0x08;
            case '=' -> 0x48;
            case '?' -> 0x53;
            default -> 0;
        };
    }
}
