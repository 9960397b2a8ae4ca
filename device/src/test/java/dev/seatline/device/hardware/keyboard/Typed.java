package dev.seatline.device.hardware.keyboard;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The events of a reader that types. Times are milliseconds.
final class Typed {
    static final int ENTER = 28;
    static final int TAB = 15;
    static final int KEYPAD_ENTER = 96;
    static final int LEFT_SHIFT = 42;
    static final int KEY_G = 34;
    static final int SPACE = 57;

    private static final String[] ROWS = {"\0\0001234567890", "ABCDEF"};
    private static final int[] LETTERS = {30, 48, 46, 32, 18, 33};
    private static final long MICROS = 1_000;

    private final KeyboardSettings.Layout layout;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long at;

    Typed(KeyboardSettings.Layout layout) {
        this.layout = layout;
    }

    Typed at(long millis) {
        at = millis;
        return this;
    }

    /// Each key 4 ms after the one before.
    Typed digits(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            key(code(digits.charAt(i)));
        }
        return this;
    }

    static int code(char digit) {
        int letter = ROWS[1].indexOf(digit);
        return letter >= 0 ? LETTERS[letter] : ROWS[0].indexOf(digit);
    }

    /// Pressed and let go, as the kernel tells it: scan code, key, report, twice.
    Typed key(int code) {
        at += 2;
        press(code);
        at += 2;
        return release(code);
    }

    Typed press(int code) {
        return event(4, 4, 0x7_0000 + code).event(1, code, 1).event(0, 0, 0);
    }

    Typed release(int code) {
        return event(4, 4, 0x7_0000 + code).event(1, code, 0).event(0, 0, 0);
    }

    Typed repeat(int code) {
        return event(1, code, 2).event(0, 0, 1);
    }

    Typed dropped() {
        return event(0, 3, 0);
    }

    Typed event(int type, int code, int value) {
        ByteBuffer event = ByteBuffer.allocate(layout.eventBytes()).order(ByteOrder.LITTLE_ENDIAN);
        if (layout == KeyboardSettings.Layout.BITS_64) {
            event.putLong(at / 1000).putLong(at % 1000 * MICROS);
        } else {
            event.putInt((int) (at / 1000)).putInt((int) (at % 1000 * MICROS));
        }
        bytes.writeBytes(event.putShort((short) type)
                .putShort((short) code)
                .putInt(value)
                .array());
        return this;
    }

    long now() {
        return at;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
