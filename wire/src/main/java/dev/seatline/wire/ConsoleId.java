package dev.seatline.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One console device: the principal that connects to the broker. It serves exactly one seat at a time.
///
/// @param text matches [Ids#SHAPE]
public record ConsoleId(@JsonValue String text) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ConsoleId {
        Ids.checked("console", text);
    }

    @Override
    public String toString() {
        return text;
    }
}
