package dev.seatline.device;

import dev.seatline.device.configuration.ConfigStore;
import dev.seatline.device.journal.Journal;
import dev.seatline.device.log.LogRing;
import dev.seatline.device.machine.Machine;
import dev.seatline.device.machine.ThisMachine;
import dev.seatline.device.technician.ConsoleView;
import dev.seatline.device.technician.DiagnosticsBundle;
import dev.seatline.device.technician.DiagnosticsDoor;
import dev.seatline.device.technician.Door;
import dev.seatline.device.technician.LogDoor;
import dev.seatline.device.technician.MetricsDoor;
import dev.seatline.device.technician.SystemDoor;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.Envelope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The part of the page that is about machine and program. Stateless.
final class SystemDoors {
    private SystemDoors() {}

    /// @param store of the configuration, empty for a console that came from no file
    /// @param time an ordinary clock
    static List<Door> of(
            ConsoleConfig config,
            Optional<ConfigStore> store,
            Supplier<ConsoleView> view,
            Journal journal,
            TimeSource time) {
        Machine machine = ThisMachine.with(config.data());
        LogRing ring = LogRing.ofThisProcess();
        Supplier<Duration> oldestWaiting = () -> oldestWaiting(journal, time);
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

    /// How old the oldest fact is that the hub does not have.
    static Duration oldestWaiting(Journal journal, TimeSource time) {
        Journal.Depth depth = journal.depth();
        List<Envelope> oldest = depth.backlog() == 0 ? List.of() : journal.read(depth.confirmed() + 1, 1);
        if (oldest.isEmpty()) {
            return Duration.ZERO;
        }
        Duration age = Duration.between(oldest.getFirst().wall(), time.now());
        // a clock that was set back
        return age.isNegative() ? Duration.ZERO : age;
    }
}
