package dev.seatline.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// What is kept of a badge: HMAC-SHA-256 of its number under the site's key, as 64 lower-case hex digits. The number
/// itself never leaves the reader's own thread (`design.md` §5).
///
/// @param hex 64 hex digits, lower case
public record CardCode(@JsonValue String hex) {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CardCode {
        if (!SHAPE.matcher(hex).matches()) {
            throw new IllegalArgumentException("card code must be 64 lower-case hex digits, found " + hex.length()
                    + " characters; a badge number itself must never stand here");
        }
    }

    /// The first eight digits: enough to tell two cards apart on a screen.
    public String brief() {
        return hex.substring(0, 8);
    }

    @Override
    public String toString() {
        return brief();
    }
}
