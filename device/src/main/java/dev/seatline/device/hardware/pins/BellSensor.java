package dev.seatline.device.hardware.pins;

import dev.seatline.device.hardware.InputReading;
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
    /// Edges that come for so long without a pause are no bell of any exchange, which ring for some seconds at most.
    private static final long HUM = 10_000_000_000L;

    private final PinBoard board;
    private final PinSettings.Bell settings;
    private final Consumer<Input> sensed;

    private RingBursts bursts;
    private volatile @Nullable ChipInput pin;
    private volatile InputReading reading = InputReading.unseen(SeatParts.BELL);
    private final AtomicLong rings = new AtomicLong();

    /// Whether it hummed when last looked at.
    private boolean humming;

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
        humming = false;
        ChipInput opened = board.input(part(), settings.line(), Lines.bias(settings.bias()));
        pin = opened;
        reading = reading.at(opened.line().high());
        return opened.line().file();
    }

    @Override
    public boolean read(long now) throws IOException {
        return Objects.requireNonNull(pin).line().read(this);
    }

    @Override
    public void seen(boolean high, long at) {
        tell(bursts.edge(at));
        reading = reading.bellEdge(high, at);
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
                case BellHeard.Rang(int _, long began, long ended) -> {
                    rings.incrementAndGet();
                    reading = reading.rang(began, ended);
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
        return humming ? Lines.earlier(bursts.due(), bursts.quietAt()) : bursts.due();
    }

    @Override
    public String trouble(long now) {
        OptionalLong since = bursts.disturbedSince(now);
        humming = since.isPresent() && now - since.getAsLong() >= HUM;
        return humming
                ? "%s has had edges without a pause for %d s, so that no ring can be heard; look for a loose wire, a missing pull or wires beside mains"
                        .formatted(nameOfLine(), HUM / 1_000_000_000L)
                : "";
    }

    private String nameOfLine() {
        ChipInput opened = pin;
        return opened == null ? part() : opened.line().name();
    }

    @Override
    public String well() {
        return "%s; %d rings since the start".formatted(nameOfLine(), rings.get());
    }

    @Override
    public InputReading reading() {
        return reading;
    }

    @Override
    public void again() {
        // a bell that was not heard is not told later
    }

    @Override
    public void close() {
        ChipInput opened = pin;
        pin = null;
        reading = reading.lost();
        if (opened != null) {
            board.release(opened);
        }
    }
}
