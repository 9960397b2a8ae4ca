package dev.seatline.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One workplace of a site. The seat stays when its console is replaced.
///
/// @param text matches [Ids#SHAPE]
public record SeatId(@JsonValue String text) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SeatId {
        Ids.checked("seat", text);
    }

    @Override
    public String toString() {
        return text;
    }
}
