package dev.seatline.wire;

/// The one shape of every identifier on the wire: `[A-Za-z0-9_-]{1,32}`. It holds no MQTT wildcard and no topic
/// separator, so an identifier can never widen a subscription or leave its own branch of the topic tree.
public final class Ids {
    /// The allowed shape, as text for messages to people.
    public static final String SHAPE = "[A-Za-z0-9_-]{1,32}";

    private static final int LONGEST = 32;

    private Ids() {}

    /// Tells whether the text has the shape of an identifier.
    public static boolean valid(String text) {
        // by hand: a hub checks some ten ids per fact, and a pattern takes ten times as long
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!allowed(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean allowed(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
    }

    /// Returns the text, or throws [IllegalArgumentException] that names what was found and what is allowed.
    static String checked(String what, String text) {
        if (!valid(text)) {
            throw new IllegalArgumentException(
                    "%s id must match %s, found \"%s\"".formatted(what, SHAPE, Texts.shortened(text)));
        }
        return text;
    }
}
