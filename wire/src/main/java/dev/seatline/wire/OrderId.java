package dev.seatline.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One order of the hub to a console.
///
/// @param text matches [Ids#SHAPE]
public record OrderId(@JsonValue String text) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OrderId {
        Ids.checked("order", text);
    }

    @Override
    public String toString() {
        return text;
    }
}
