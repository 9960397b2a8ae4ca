package dev.seatline.device.hardware.pins;

import dev.seatline.device.hardware.bell.BellHeard;
import dev.seatline.device.hardware.bell.RingBursts;
import dev.seatline.device.hardware.gpiochip.Edge;
import dev.seatline.device.hardware.linux.LinuxFile;
import dev.seatline.device.hardware.pi4j.ChipInput;
import dev.seatline.device.hardware.pi4j.PinBoard;
import dev.seatline.device.seat.Input;
import dev.seatline.wire.SeatParts;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The bell at a pin, by an opto-coupler: bursts of edges become rings. For one thread.
final class BellSensor implements Sensor, Edge {
    private final PinBoard board;
    private final PinSettings.Bell settings;
    private final Consumer<Input> sensed;

    private RingBursts bursts;
    private volatile @Nullable ChipInput pin;
    private final AtomicLong rings = new AtomicLong();

    BellSensor(PinBoard board, PinSettings.Bell settings, Consumer<Input> sensed) {
        this.board = board;
        this.settings = settings;
        this.sensed = sensed;
        bursts = new RingBursts(settings.cadence());
    }

    @Override
    public String part() {
        return SeatParts.BELL;
    }

    @Override
    public LinuxFile open(long now) throws IOException {
        bursts = new RingBursts(settings.cadence());
        ChipInput opened = board.input(part(), settings.line(), Lines.bias(settings.bias()));
        pin = opened;
        return opened.line().file();
    }

    @Override
    public boolean read(long now) throws IOException {
        return Objects.requireNonNull(pin).line().read(this);
    }

    @Override
    public void seen(boolean high, long at) {
        tell(bursts.edge(at));
        Objects.requireNonNull(pin).tell(high);
    }

    @Override
    public void missed() {
        // some edges of many: a burst is one without them, too
    }

    @Override
    public void passed(long now) {
        tell(bursts.passed(now));
    }

    /// The headset was lifted: the ringing has ended. On the thread of the senses, before the seat hears of
    /// it.
    void lifted(long at) {
        tell(bursts.lifted(at));
    }

    private void tell(List<BellHeard> heard) {
        for (BellHeard one : heard) {
            switch (one) {
                case BellHeard.Rang _ -> {
                    rings.incrementAndGet();
                    sensed.accept(new Input.BellRang());
                }
                case BellHeard.RingingEnded _ -> {
                    // the seat notices silence by its own clock
                }
            }
        }
    }

    @Override
    public OptionalLong due() {
        return bursts.due();
    }

    @Override
    public String trouble(long now) {
        return "";
    }

    @Override
    public String well() {
        ChipInput opened = pin;
        return "%s; %d rings since the start"
                .formatted(opened == null ? part() : opened.line().name(), rings.get());
    }

    @Override
    public void again() {
        // a bell that was not heard is not told later
    }

    @Override
    public void close() {
        ChipInput opened = pin;
        pin = null;
        if (opened != null) {
            board.release(opened);
        }
    }
}
