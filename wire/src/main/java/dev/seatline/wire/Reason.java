package dev.seatline.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Why a seat is not ready. Human reasons are chosen by the agent from the site's numbered list; system reasons are
/// given by console or hub and are never offered as a choice.
///
/// @param code matches [Ids#SHAPE]
public record Reason(@JsonValue String code) {
    /// Signed in, first press not yet made.
    public static final Reason WARM_UP = new Reason("WARM_UP");
    /// Rang out unanswered.
    public static final Reason NO_ANSWER = new Reason("NO_ANSWER");
    /// The link to telephony or hub was lost.
    public static final Reason LINK_LOST = new Reason("LINK_LOST");
    /// A leader set it from the desk.
    public static final Reason FORCED_BY_LEADER = new Reason("FORCED_BY_LEADER");
    /// The shift is over.
    public static final Reason SHIFT_END = new Reason("SHIFT_END");
    /// No reason chosen: the default when the numbered list is left alone.
    public static final Reason OTHER = new Reason("OTHER");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Reason {
        Ids.checked("reason", code);
    }

    @Override
    public String toString() {
        return code;
    }
}
