package dev.seatline.device.seat;

import dev.seatline.wire.Order;
import dev.seatline.wire.Outcome;

/// What becomes of an input that would have to be recorded while nothing can be (disk full): people hear that
/// it did not count, the hub is told, and what the parts say is kept in memory until it can be recorded.
final class Unrecorded {
    private Unrecorded() {}

    static void refuse(Draft draft, Input input) {
        Memory memory = draft.memory();
        switch (input) {
            case Input.CardRead(var card) -> {
                draft.remember(memory.with(memory.taps().with(card, draft.at())));
                draft.refuse();
            }
            case Input.ButtonPressed _ -> draft.refuse();
            case Input.HookMoved _ -> {
                draft.remember(memory.with(memory.sensed().after(input)));
                draft.refuse();
            }
            case Input.BellRang _ ->
                // the caller is nobody to buzz at; only the silence is measured from here
                draft.remember(memory.with(memory.sensed().with(new Sensed.Bell(draft.at(), draft.at(), true))));
            case Input.PartReported _, Input.LinkChanged _, Input.ClockBecameTrusted _ ->
                draft.remember(memory.with(memory.sensed().after(input)));
            case Input.OrderArrived(Order order) ->
                // not remembered: when it is delivered again there may be room
                draft.act(new Action.Answer(new Outcome(
                        order.id(),
                        Outcome.Result.REFUSED,
                        "the disk of the console is full: nothing can be recorded")));
            case Input.SettingsArrived _, Input.TimePassed _ -> {
                // these record nothing while nothing can be recorded
            }
        }
    }
}
