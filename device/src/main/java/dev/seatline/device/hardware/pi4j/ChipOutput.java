package dev.seatline.device.hardware.pi4j;

import com.pi4j.context.Context;
import com.pi4j.exception.ShutdownException;
import com.pi4j.io.exception.IOException;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputBase;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.io.gpio.digital.DigitalState;
import dev.seatline.device.hardware.gpiochip.OutputLine;
import dev.seatline.device.hardware.linux.LinuxException;
import org.tinylog.Logger;

/// An output of Pi4J. High is on, whatever the level of the line: what is on is the line's own affair.
public final class ChipOutput extends DigitalOutputBase {
    private final OutputLine line;

    ChipOutput(DigitalOutputProvider provider, DigitalOutputConfig config, OutputLine line) {
        super(provider, config);
        this.line = line;
        state = DigitalState.LOW;
    }

    /// Switches it on or off.
    ///
    /// @throws LinuxException if the line is gone
    public void set(boolean on) throws LinuxException {
        line.set(on);
        super.state(on ? DigitalState.HIGH : DigitalState.LOW);
    }

    @Override
    public DigitalOutput state(DigitalState wanted) {
        try {
            set(wanted.isHigh());
        } catch (LinuxException e) {
            throw new IOException(e);
        }
        return this;
    }

    /// Also of a line that is gone: Pi4J would keep name and number of one that refuses, and nobody could take it
    /// again.
    @Override
    public DigitalOutput shutdownInternal(Context context) {
        try {
            return super.shutdownInternal(context);
        } catch (ShutdownException e) {
            Logger.debug(e, "{} could not be switched off any more", id());
            return this;
        } finally {
            line.close();
        }
    }
}
