package dev.seatline.wire;

import java.util.regex.Pattern;

/// Bounds for text that came from outside and is about to be shown or logged.
public final class Texts {
    private static final int SHOWN = 60;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9F}\\x{2028}\\x{2029}]");

    private Texts() {}

    /// At most 60 characters of the text, with control characters replaced by `?`, so that a hostile value can
    /// neither flood nor forge a log line.
    public static String shortened(String text) {
        String head = text.length() <= SHOWN ? text : cut(text, SHOWN) + "…";
        return oneLine(head);
    }

    /// The text with every control character replaced by `?`: the old ones, those of Latin-1 (one of which begins a
    /// terminal's commands), and the two line ends of Unicode.
    public static String oneLine(String text) {
        return CONTROL.matcher(text).replaceAll("?");
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
