package dev.seatline.device.hardware.pins;

import dev.seatline.device.hardware.edges.Settled;
import dev.seatline.device.seat.Input;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The hook switch: worked, it is let go, and the headset lifted. For one thread.
final class HookMeaning implements ContactSensor.Meaning {
    private final LongConsumer lifted;
    private final Consumer<Input> sensed;
    private @Nullable Boolean last;

    /// @param lifted hears of a lifting, with its moment, before the seat does: it ends the ringing
    HookMeaning(LongConsumer lifted, Consumer<Input> sensed) {
        this.lifted = lifted;
        this.sensed = sensed;
    }

    @Override
    public void settled(Settled level) {
        last = level.worked();
        if (level.worked() && !level.first()) {
            lifted.accept(level.at());
        }
        sensed.accept(new Input.HookMoved(level.worked()));
    }

    @Override
    public void passed(long now, OptionalLong restlessSince) {
        // a hook has no gestures
    }

    @Override
    public OptionalLong due() {
        return OptionalLong.empty();
    }

    @Override
    public String trouble(long now) {
        return "";
    }

    @Override
    public void again() {
        if (last != null) {
            sensed.accept(new Input.HookMoved(last));
        }
    }

    @Override
    public void lost() {
        last = null;
    }
}
