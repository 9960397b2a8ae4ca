package dev.seatline.wire;

import java.util.Set;

/// Names of the parts of a seat, as facts and statuses tell them. A console may have others. Stateless; any
/// thread.
public final class SeatParts {
    public static final String BADGE_READER = "badge-reader";
    public static final String BUTTON = "button";
    public static final String HOOK = "hook";
    public static final String BELL = "bell";
    public static final String LAMP = "lamp";
    public static final String DIGITS = "digits";
    public static final String BUZZER = "buzzer";

    private static final Set<String> SHOWING = Set.of(LAMP, DIGITS, BUZZER);

    private SeatParts() {}

    /// Whether something is not known of the seat while the part does not answer: of one that only shows
    /// things everything is known, and of one with another name nobody can tell.
    public static boolean senses(String part) {
        return !SHOWING.contains(part);
    }
}
