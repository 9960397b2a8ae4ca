package dev.seatline.device.log;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes one line of an entry, so that no text that came from outside can look like another entry, turn the order of
/// letters round, or show a secret. Pure.
public final class LogText {
    /// The longest text that is kept whole, in characters.
    public static final int LONGEST = 2_000;

    /// What stands for the end of a line.
    static final String BREAK = " ⏎ ";

    private static final String SECRET = "«64 hex digits»";

    /// What is looked at: patterns take their time with a text of megabytes.
    private static final int LOOKED_AT = 4 * LONGEST;

    private static final int MOST_CAUSES = 5;
    private static final int MOST_FRAMES = 12;
    private static final Pattern BREAKS = Pattern.compile("\\R\\s*");
    /// Keys, secrets and codes of badges are 64 hex digits; most of one, or one with more behind it, is masked too.
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{40,}");

    private LogText() {}

    /// The text of an entry.
    ///
    /// @param message null when there is a failure only
    public static String of(@Nullable String message, @Nullable Throwable failure) {
        StringBuilder whole = new StringBuilder(message == null ? "" : bounded(message));
        if (failure != null) {
            whole.append(whole.isEmpty() ? "" : ": ");
            tell(failure, whole);
        }
        return clean(whole.toString());
    }

    private static void tell(Throwable failure, StringBuilder to) {
        Throwable one = failure;
        for (int causes = 0; one != null && causes < MOST_CAUSES; causes++) {
            to.append(causes == 0 ? "" : "\ncaused by ").append(bounded(String.valueOf(one)));
            StackTraceElement[] frames = one.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++) {
                to.append("\nat ").append(frames[i]);
            }
            one = one.getCause();
        }
    }

    private static String bounded(String text) {
        return text.length() <= LOOKED_AT ? text : text.substring(0, LOOKED_AT);
    }

    private static String clean(String text) {
        String masked = HEX.matcher(text.strip()).replaceAll(SECRET);
        String line = BREAKS.matcher(masked).replaceAll(BREAK);
        StringBuilder kept = new StringBuilder(Math.min(line.length(), LONGEST + 1));
        line.codePoints().limit(LONGEST + 1L).forEach(one -> kept.appendCodePoint(harmless(one) ? one : '\uFFFD'));
        if (kept.length() <= LONGEST) {
            return kept.toString();
        }
        int end = Character.isHighSurrogate(kept.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return kept.substring(0, end) + "… (cut)";
    }

    /// Neither control character, nor one that turns the direction of letters round, nor half a character.
    private static boolean harmless(int one) {
        int type = Character.getType(one);
        return one == '\t'
                || (type != Character.CONTROL
                        && type != Character.FORMAT
                        && type != Character.SURROGATE
                        && type != Character.LINE_SEPARATOR
                        && type != Character.PARAGRAPH_SEPARATOR);
    }
}
