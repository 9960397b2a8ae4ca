package dev.seatline.device.hardware.keyboard;

/// Codes of the keys that a reader types, from the kernel's `input-event-codes.h`. Stateless; any thread.
final class Keys {
    static final int LEFT_SHIFT = 42;
    static final int RIGHT_SHIFT = 54;

    /// No digit.
    static final char NONE = 0;

    private static final int TAB = 15;
    private static final int ENTER = 28;
    private static final int LEFT_CONTROL = 29;
    private static final int LEFT_ALT = 56;
    private static final int SPACE = 57;
    private static final int CAPS_LOCK = 58;
    private static final int NUM_LOCK = 69;
    private static final int KEYPAD_ENTER = 96;
    private static final int RIGHT_CONTROL = 97;
    private static final int RIGHT_ALT = 100;

    private Keys() {}

    /// Whether the key ends a number.
    static boolean ends(int code) {
        return code == ENTER || code == KEYPAD_ENTER || code == TAB;
    }

    /// Whether the key may stand in a number and means nothing: a modifier, or a space between groups of
    /// digits.
    static boolean passedOver(int code) {
        return switch (code) {
            case LEFT_CONTROL, RIGHT_CONTROL, LEFT_ALT, RIGHT_ALT, CAPS_LOCK, NUM_LOCK, SPACE -> true;
            default -> false;
        };
    }

    /// `0` to `9` or `A` to `F`, or [#NONE].
    static char digit(int code) {
        return switch (code) {
            case 11, 82 -> '0';
            case 2, 79 -> '1';
            case 3, 80 -> '2';
            case 4, 81 -> '3';
            case 5, 75 -> '4';
            case 6, 76 -> '5';
            case 7, 77 -> '6';
            case 8, 71 -> '7';
            case 9, 72 -> '8';
            case 10, 73 -> '9';
            case 30 -> 'A';
            case 48 -> 'B';
            case 46 -> 'C';
            case 32 -> 'D';
            case 18 -> 'E';
            case 33 -> 'F';
            default -> NONE;
        };
    }
}
