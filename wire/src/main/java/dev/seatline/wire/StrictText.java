package dev.seatline.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// From bytes to text, as strictly as the contract wants it: UTF-8 and nothing else, so that what was read can always
/// be written again. Stateless; any thread.
final class StrictText {
    private static final int UNICODE_ESCAPE = 6;

    private StrictText() {}

    /// The text, or null when the bytes are not UTF-8.
    static @Nullable String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /// Whether every surrogate written as an escape (`\ud83d`) has its other half: half a character can be read but
    /// never be written as UTF-8.
    static boolean surrogatesPaired(String json) {
        int at = json.indexOf('\\');
        boolean high = false;
        int expected = -1;
        while (at >= 0 && at + 1 < json.length()) {
            int unit = json.charAt(at + 1) == 'u' ? unit(json, at + 2) : -1;
            boolean low = unit >= 0xDC00 && unit <= 0xDFFF;
            boolean joined = high && at == expected;
            if (low != joined) {
                return false;
            }
            high = unit >= 0xD800 && unit <= 0xDBFF;
            expected = at + UNICODE_ESCAPE;
            at = json.indexOf('\\', at + 2);
            if (high && at != expected) {
                return false;
            }
        }
        return !high;
    }

    private static int unit(String json, int from) {
        if (from + 4 > json.length()) {
            return -1;
        }
        int unit = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(json.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit * 16 + digit;
        }
        return unit;
    }
}
