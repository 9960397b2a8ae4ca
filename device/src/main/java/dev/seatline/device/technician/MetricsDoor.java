package dev.seatline.device.technician;

import dev.seatline.device.log.LogRing;
import dev.seatline.device.machine.Machine;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/// The figures of a console for a Prometheus. Any thread.
public final class MetricsDoor implements Door {
    private static final String PATH = "/metrics";

    private final Supplier<ConsoleView> view;
    private final Supplier<Duration> oldestWaiting;
    private final Machine machine;
    private final LogRing ring;
    private final boolean openHere;

    /// @param oldestWaiting age of the oldest fact that is to be delivered, zero when none is
    /// @param openHere whether programs on the console itself need no session
    public MetricsDoor(
            Supplier<ConsoleView> view,
            Supplier<Duration> oldestWaiting,
            Machine machine,
            LogRing ring,
            boolean openHere) {
        this.view = view;
        this.oldestWaiting = oldestWaiting;
        this.machine = machine;
        this.ring = ring;
        this.openHere = openHere;
    }

    @Override
    public Map<String, Way> ways() {
        return Map.of(PATH, Way.watch(openHere ? Need.HERE : Need.LOOKING));
    }

    @Override
    public Answer answer(Asked asked) throws IOException {
        return Answer.text(
                ConsoleFigures.TYPE,
                ConsoleFigures.text(view.get(), oldestWaiting.get(), machine.read(), ring.counts()));
    }
}
