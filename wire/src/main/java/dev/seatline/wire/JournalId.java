package dev.seatline.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One journal file of one console: new whenever the journal is new or was restored, so that its sequence has no second
/// meaning.
///
/// @param text matches [Ids#SHAPE]
public record JournalId(@JsonValue String text) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public JournalId {
        Ids.checked("journal", text);
    }

    @Override
    public String toString() {
        return text;
    }
}
