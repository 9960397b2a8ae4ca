package dev.seatline.wire;

/// Bounds for text that came from outside and is about to be shown or logged.
public final class Texts {
    private static final int SHOWN = 60;

    private Texts() {}

    /// At most 60 characters of the text, with control characters replaced by `?`, so that a hostile value can
    /// neither flood nor forge a log line.
    public static String shortened(String text) {
        String head = text.length() <= SHOWN ? text : cut(text, SHOWN) + "…";
        return head.replaceAll("\\p{Cntrl}", "?");
    }

    /// The beginning of the text, at most so many characters; a pair of surrogates is never parted.
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        boolean parts = most > 0
                && Character.isHighSurrogate(text.charAt(most - 1))
                && Character.isLowSurrogate(text.charAt(most));
        return text.substring(0, parts ? most - 1 : most);
    }
}
