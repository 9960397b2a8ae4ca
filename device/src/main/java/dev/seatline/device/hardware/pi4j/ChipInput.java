package dev.seatline.device.hardware.pi4j;

import com.pi4j.context.Context;
import com.pi4j.exception.ShutdownException;
import com.pi4j.io.exception.IOException;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputBase;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalInputProvider;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.DigitalStateChangeEvent;
import dev.seatline.device.hardware.gpiochip.InputLine;
import dev.seatline.device.hardware.linux.LinuxException;

/// An input of Pi4J. Pi4J's events carry no time, so the console reads [#line] itself and tells Pi4J's
/// listeners, should there be any, by [#tell].
public final class ChipInput extends DigitalInputBase {
    private final InputLine line;

    ChipInput(DigitalInputProvider provider, DigitalInputConfig config, InputLine line) {
        super(provider, config);
        this.line = line;
    }

    /// The line, with the kernel's times of its edges.
    public InputLine line() {
        return line;
    }

    @Override
    public DigitalState state() {
        try {
            return DigitalState.getState(line.high());
        } catch (LinuxException e) {
            throw new IOException(e);
        }
    }

    /// Tells Pi4J's listeners of an edge that was read.
    public void tell(boolean high) {
        if (hasListenersOrBindings()) {
            dispatch(new DigitalStateChangeEvent<>(this, DigitalState.getState(high)));
        }
    }

    @Override
    public DigitalInput shutdownInternal(Context context) throws ShutdownException {
        line.close();
        return super.shutdownInternal(context);
    }
}
