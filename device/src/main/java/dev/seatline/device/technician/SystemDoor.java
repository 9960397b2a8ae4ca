package dev.seatline.device.technician;

import dev.seatline.device.machine.Machine;
import dev.seatline.device.machine.MachineFacts;
import dev.seatline.device.machine.MachineVerdicts;
import dev.seatline.device.machine.Verdict;
import dev.seatline.wire.ClockTrust;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;

/// What the machine says of itself, and what of it calls for somebody. Any thread.
public final class SystemDoor implements Door {
    private static final String PATH = "/api/v1/system";

    private final Machine machine;
    private final Supplier<ConsoleView> view;

    /// @param view of the console
    public SystemDoor(Machine machine, Supplier<ConsoleView> view) {
        this.machine = machine;
        this.view = view;
    }

    @Override
    public Map<String, Way> ways() {
        return Map.of(PATH, Way.watch(Need.LOOKING));
    }

    @Override
    public Answer answer(Asked asked) {
        return Answer.json(200, shown(machine.read(), view.get()));
    }

    static Shown shown(MachineFacts facts, ConsoleView console) {
        SortedMap<String, Verdict> verdicts = MachineVerdicts.of(facts);
        verdicts.put("clock", console.clock() == ClockTrust.TRUSTED ? Verdict.OK : Verdict.LOOK);
        return new Shown(console.software(), console.uptimeSeconds(), console.clock(), facts, verdicts);
    }

    /// @param software version of the console
    /// @param uptimeSeconds of the console
    /// @param verdicts by what is judged
    record Shown(
            String software, long uptimeSeconds, ClockTrust clock, MachineFacts facts, Map<String, Verdict> verdicts) {}
}
