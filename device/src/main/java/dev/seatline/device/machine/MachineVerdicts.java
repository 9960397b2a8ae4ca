package dev.seatline.device.machine;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What of a machine calls for somebody. Pure. Of what is not known nothing is said.
public final class MachineVerdicts {
    /// A Raspberry Pi slows down from here on.
    static final double HOT = 80;

    static final double WARM = 70;

    /// A journal that cannot grow stops the seat: 200 MB.
    static final long LITTLE_DISK = 200_000_000L;

    private static final double LITTLE = 0.10;
    private static final double VERY_LITTLE = 0.05;

    private MachineVerdicts() {}

    /// By what is judged: `temperature`, `power`, `memory`, `disk`.
    public static SortedMap<String, Verdict> of(MachineFacts facts) {
        SortedMap<String, Verdict> verdicts = new TreeMap<>();
        Double temperature = facts.temperature();
        if (temperature != null) {
            verdicts.put(
                    "temperature", temperature >= HOT ? Verdict.BAD : temperature >= WARM ? Verdict.LOOK : Verdict.OK);
        }
        MachineFacts.Power power = facts.power();
        if (power != null) {
            verdicts.put("power", power(power));
        }
        Double memory = part(facts.memoryFree(), facts.memory());
        if (memory != null) {
            verdicts.put("memory", memory < VERY_LITTLE ? Verdict.BAD : memory < LITTLE ? Verdict.LOOK : Verdict.OK);
        }
        Long free = facts.diskFree();
        Double disk = part(free, facts.disk());
        if (free != null && disk != null) {
            verdicts.put("disk", free < LITTLE_DISK ? Verdict.BAD : disk < LITTLE ? Verdict.LOOK : Verdict.OK);
        }
        return verdicts;
    }

    private static Verdict power(MachineFacts.Power power) {
        if (power.low()) {
            return Verdict.BAD;
        }
        boolean seen = Boolean.TRUE.equals(power.wasLow())
                || Boolean.TRUE.equals(power.slowed())
                || Boolean.TRUE.equals(power.wasSlowed());
        return seen ? Verdict.LOOK : Verdict.OK;
    }

    private static @Nullable Double part(@Nullable Long free, @Nullable Long whole) {
        return free == null || whole == null || whole <= 0 ? null : (double) free / whole;
    }
}
