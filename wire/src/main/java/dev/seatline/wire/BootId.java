package dev.seatline.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One start of one console: monotonic times compare only within the same boot.
///
/// @param text matches [Ids#SHAPE]
public record BootId(@JsonValue String text) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public BootId {
        Ids.checked("boot", text);
    }

    @Override
    public String toString() {
        return text;
    }
}
