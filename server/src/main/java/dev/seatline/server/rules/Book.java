package dev.seatline.server.rules;

import org.jspecify.annotations.Nullable;

/// Where rules write what they find.
public interface Book {
    /// Says this of the verdict's matter, instead of what was said before.
    void say(Verdict verdict);

    /// Says nothing of the matter any more.
    void unsay(String matter);

    /// Wants something done at a seat.
    void want(Wish wish);

    /// What stands on the matter, or null.
    @Nullable
    Verdict standing(String matter);

    /// Whether something provisional stands on the matter.
    default boolean open(String matter) {
        Verdict standing = standing(matter);
        return standing != null && standing.provisional();
    }
}
