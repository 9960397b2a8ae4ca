package dev.seatline.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One person. Never a badge number.
///
/// @param text matches [Ids#SHAPE]
public record PersonId(@JsonValue String text) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PersonId {
        Ids.checked("person", text);
    }

    @Override
    public String toString() {
        return text;
    }
}
