package dev.seatline.server.rules.why;

import dev.seatline.wire.PersonId;
import org.jspecify.annotations.Nullable;

/// How people are called.
@FunctionalInterface
public interface Names {
    /// Nobody's name is known.
    Names NONE = _ -> null;

    /// @return null when nobody knows
    @Nullable
    String of(PersonId person);
}
