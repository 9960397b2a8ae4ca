package dev.seatline.wire;

/// Bounds for text that came from outside and is about to be shown or logged.
public final class Texts {
    private static final int SHOWN = 60;

    private Texts() {}

    /// At most 60 characters of the text, with control characters replaced by `?`, so that a hostile value can
    /// neither flood nor forge a log line.
    public static String shortened(String text) {
        String head = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
        return head.replaceAll("\\p{Cntrl}", "?");
    }
}
