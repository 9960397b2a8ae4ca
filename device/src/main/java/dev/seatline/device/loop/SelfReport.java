package dev.seatline.device.loop;

import dev.seatline.device.hardware.SeatHardware;
import dev.seatline.device.journal.Journal;
import dev.seatline.device.technician.ConsoleView;
import dev.seatline.device.technician.InputView;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleStatus;
import dev.seatline.wire.ConsoleStatus.LinkHealth;
import dev.seatline.wire.ConsoleStatus.MachineHealth;
import dev.seatline.wire.ConsoleStatus.PartHealth;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What the console says of itself: to the technician before it, and to the hub. Any thread; nothing here
/// waits for the loop.
public final class SelfReport {
    private final ConsoleIdentity identity;
    private final TimeSource time;
    private final long startNanos;
    private final ConsoleLoop loop;
    private final Journal journal;
    private final SeatHardware hardware;
    private final LongSupplier unreadable;
    private final Supplier<LinkHealth> link;
    private final Supplier<MachineHealth> machine;

    /// @param unreadable messages of the hub that could not be read
    /// @param link what went over it
    /// @param machine asked each time that a status goes to the hub
    public SelfReport(
            ConsoleIdentity identity,
            TimeSource time,
            ConsoleLoop loop,
            Journal journal,
            SeatHardware hardware,
            LongSupplier unreadable,
            Supplier<LinkHealth> link,
            Supplier<MachineHealth> machine) {
        this.identity = identity;
        this.time = time;
        this.startNanos = time.nanoTime();
        this.loop = loop;
        this.journal = journal;
        this.hardware = hardware;
        this.unreadable = unreadable;
        this.link = link;
        this.machine = machine;
    }

    /// For the technician page.
    public ConsoleView view() {
        LoopStep step = loop.step();
        Journal.Depth depth = journal.depth();
        return new ConsoleView(
                identity.site(),
                identity.seat(),
                identity.console(),
                identity.software(),
                identity.boot(),
                uptimeSeconds(),
                step.state().shown(),
                step.state().shownReason(),
                step.agentName(),
                step.state(),
                step.outputs(),
                step.journal(),
                depth.oldest(),
                depth.last(),
                depth.confirmed(),
                step.whyNotRecording().isEmpty(),
                step.online(),
                step.linkSince(),
                step.linkDetail(),
                time.now(),
                step.clock(),
                step.settings(),
                health(),
                inputs(hardware, startNanos));
    }

    /// Whether nobody is signed in at the seat.
    public boolean vacant() {
        return !(loop.step().state().person() instanceof Person.Agent);
    }

    /// What has been seen of each input, for the page.
    ///
    /// @param startNanos when the console started, by the hardware's clock
    public static List<InputView> inputs(SeatHardware hardware, long startNanos) {
        return hardware.inputs().stream()
                .map(reading -> new InputView(
                        reading.part(),
                        reading.high(),
                        reading.worked(),
                        reading.edges(),
                        reading.counted(),
                        reading.rejected(),
                        reading.bounces(),
                        reading.last() == null ? null : millis(reading.last() - startNanos),
                        reading.seen(),
                        reading.bursts().stream()
                                .map(burst -> new InputView.BurstView(
                                        millis(burst.from() - startNanos),
                                        millis(burst.to() - burst.from()),
                                        burst.edges(),
                                        burst.rang()))
                                .toList()))
                .toList();
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }

    /// For the hub, while the console runs.
    public ConsoleStatus status() {
        return status(true);
    }

    /// For the hub, should the console vanish.
    public ConsoleStatus will() {
        return status(false);
    }

    private ConsoleStatus status(boolean online) {
        long backlog = journal.depth().backlog();
        return new ConsoleStatus(
                identity.console(),
                online,
                identity.boot(),
                identity.software(),
                uptimeSeconds(),
                backlog,
                health(),
                online && backlog > 0 ? waiting().toSeconds() : null,
                online ? link.get() : null,
                online ? machine.get() : null);
    }

    /// How old the oldest fact is that the hub has not confirmed, zero when there is none.
    public Duration waiting() {
        Journal.Depth depth = journal.depth();
        List<Envelope> oldest = depth.backlog() == 0 ? List.of() : journal.read(depth.confirmed() + 1, 1);
        if (oldest.isEmpty()) {
            return Duration.ZERO;
        }
        Duration age = Duration.between(oldest.getFirst().wall(), time.now());
        // a clock that was set back
        return age.isNegative() ? Duration.ZERO : age;
    }

    private long uptimeSeconds() {
        return Math.max(0, (time.nanoTime() - startNanos) / 1_000_000_000L);
    }

    private List<PartHealth> health() {
        LoopStep step = loop.step();
        List<PartHealth> health = new ArrayList<>();
        health.add(new PartHealth(
                "journal",
                step.whyNotRecording().isEmpty(),
                step.whyNotRecording().isEmpty()
                        ? "records; %d to deliver".formatted(journal.depth().backlog())
                        : step.whyNotRecording()));
        boolean trusted = step.clock() == ClockTrust.TRUSTED;
        health.add(new PartHealth("clock", trusted, trusted ? "trusted" : "not synchronised yet"));
        if (loop.leftOut() > 0 || unreadable.getAsLong() > 0) {
            health.add(new PartHealth(
                    "queue",
                    loop.leftOut() == 0,
                    "%d left out because the console was too slow, %d of the hub not readable"
                            .formatted(loop.leftOut(), unreadable.getAsLong())));
        }
        health.addAll(hardware.health());
        return health;
    }
}
