package dev.seatline.device.hardware.pins;

import dev.seatline.device.hardware.button.Gestures;
import dev.seatline.device.hardware.edges.Settled;
import dev.seatline.device.seat.Input;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// The button: what is held and let go becomes presses. For one thread.
final class ButtonMeaning implements ContactSensor.Meaning {
    private final Gestures gestures;
    private final Consumer<Input> sensed;

    ButtonMeaning(Gestures gestures, Consumer<Input> sensed) {
        this.gestures = gestures;
        this.sensed = sensed;
    }

    @Override
    public void settled(Settled level) {
        tell(gestures.settled(level.worked(), level.at(), level.first()));
    }

    @Override
    public void passed(long now, OptionalLong restlessSince) {
        tell(gestures.passed(now, restlessSince));
    }

    private void tell(List<Input.Press> presses) {
        for (Input.Press press : presses) {
            sensed.accept(new Input.ButtonPressed(press));
        }
    }

    @Override
    public OptionalLong due() {
        return gestures.due();
    }

    @Override
    public String trouble(long now) {
        return gestures.stuck() ? "held down for a long time; it is stuck, or something lies on it" : "";
    }

    @Override
    public void again() {
        // a press that was not seen is not told later
    }

    @Override
    public void lost() {
        gestures.lost();
    }
}
