package dev.seatline.device;

import dev.seatline.device.configuration.ConfigStore;
import dev.seatline.device.log.LogRing;
import dev.seatline.device.machine.Machine;
import dev.seatline.device.technician.ConsoleView;
import dev.seatline.device.technician.DiagnosticsBundle;
import dev.seatline.device.technician.DiagnosticsDoor;
import dev.seatline.device.technician.Door;
import dev.seatline.device.technician.LogDoor;
import dev.seatline.device.technician.MetricsDoor;
import dev.seatline.device.technician.SystemDoor;
import dev.seatline.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The part of the page that is about machine and program. Stateless.
final class SystemDoors {
    private SystemDoors() {}

    /// @param store of the configuration, empty for a console that came from no file
    /// @param oldestWaiting how old the oldest fact is that the hub does not have
    /// @param time an ordinary clock
    static List<Door> of(
            ConsoleConfig config,
            Optional<ConfigStore> store,
            Supplier<ConsoleView> view,
            Supplier<Duration> oldestWaiting,
            Machine machine,
            TimeSource time) {
        LogRing ring = LogRing.ofThisProcess();
        boolean open = config.http().map(ConsoleConfig.Http::metrics).orElse(false);
        return List.of(
                new SystemDoor(machine, view),
                new LogDoor(ring),
                new MetricsDoor(view, oldestWaiting, machine, ring, open),
                new DiagnosticsDoor(
                        config.seat(),
                        new DiagnosticsBundle(view, oldestWaiting, machine, ring, store, config.data()),
                        time));
    }
}
