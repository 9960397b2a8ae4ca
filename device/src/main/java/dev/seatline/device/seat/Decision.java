package dev.seatline.device.seat;

import dev.seatline.wire.Fact;
import java.util.List;

/// What the seat makes of an input.
///
/// @param facts to append to the journal, in order; then each goes through [Seat#after]
/// @param actions to carry out once the facts are on disk
/// @param remembered the seat with its memory of gestures brought up to date, before any of the facts is applied
public record Decision(List<Fact> facts, List<Action> actions, Seat remembered) {
    public Decision {
        facts = List.copyOf(facts);
        actions = List.copyOf(actions);
    }
}
