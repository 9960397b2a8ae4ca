package dev.seatline.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One call centre.
///
/// @param text matches [Ids#SHAPE]
public record SiteId(@JsonValue String text) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SiteId {
        Ids.checked("site", text);
    }

    @Override
    public String toString() {
        return text;
    }
}
