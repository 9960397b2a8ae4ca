package dev.seatline.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A kind of agreed rest, from the site's list.
///
/// @param code matches [Ids#SHAPE]
public record BreakType(@JsonValue String code) {
    /// The ordinary short rest.
    public static final BreakType REST = new BreakType("REST");
    /// A meal.
    public static final BreakType MEAL = new BreakType("MEAL");
    /// For health (toilet, nursing, medicine): never priced, never refused for quota.
    public static final BreakType HEALTH = new BreakType("HEALTH");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public BreakType {
        Ids.checked("break", code);
    }

    @Override
    public String toString() {
        return code;
    }
}
