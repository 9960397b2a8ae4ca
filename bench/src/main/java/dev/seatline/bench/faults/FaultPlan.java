package dev.seatline.bench.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Draws what befalls a site, and in which order, from a random source alone.
///
/// @param consoles how many there are
/// @param mosquitto whether the broker is a program of its own
/// @param smallDisks consoles whose disk can be filled and stopped
/// @param hubDisk whether the hub's disk can be stopped
/// @param patient whether there is time for what lasts longer than a keep-alive
record FaultPlan(int consoles, boolean mosquitto, List<Integer> smallDisks, boolean hubDisk, boolean patient) {
    /// Three kills to one fault that kills nobody.
    private static final int KILLS_TO_OTHERS = 3;

    private static final int FIRST_TIME = 4;
    private static final int LONGEST_PAUSE_MILLIS = 900;
    private static final int SHORTEST_OUTAGE_MILLIS = 50;
    private static final int LONGEST_OUTAGE_MILLIS = 2_000;
    /// Longer than one and a half keep-alives of 20 s.
    private static final Duration UNTIL_NOTICED = Duration.ofSeconds(35);

    private static final Set<FaultKind> LONG =
            Set.of(FaultKind.CONSOLE_FROZEN, FaultKind.HUB_FROZEN, FaultKind.BROKER_FROZEN, FaultKind.WIRE_LEFT_DEAD);

    /// Faults that kill so many programs in all, among others.
    List<Fault> faults(int kills, RandomGenerator random) {
        Set<FaultKind> drawn = EnumSet.noneOf(FaultKind.class);
        List<Fault> plan = new ArrayList<>();
        int left = kills;
        while (left > 0) {
            boolean harmless = plan.size() % (KILLS_TO_OTHERS + 1) == KILLS_TO_OTHERS;
            FaultKind kind = draw(harmless, left, drawn, random);
            plan.add(fault(kind, random));
            left -= kind.kills();
        }
        return plan;
    }

    /// By weight, but what has not come yet is likelier: a short plan too has something of nearly everything.
    private FaultKind draw(boolean harmless, int left, Set<FaultKind> drawn, RandomGenerator random) {
        Map<FaultKind, Integer> chances = new EnumMap<>(FaultKind.class);
        for (FaultKind kind : FaultKind.values()) {
            if ((kind.kills() == 0) == harmless && kind.kills() <= left && possible(kind)) {
                chances.put(kind, kind.weight() * (drawn.contains(kind) ? 1 : FIRST_TIME));
            }
        }
        int point = random.nextInt(
                chances.values().stream().mapToInt(Integer::intValue).sum());
        FaultKind found = harmless ? FaultKind.WIRES_CUT : FaultKind.CONSOLE_KILLED;
        for (Map.Entry<FaultKind, Integer> chance : chances.entrySet()) {
            point -= chance.getValue();
            if (point < 0) {
                found = chance.getKey();
                break;
            }
        }
        drawn.add(found);
        return found;
    }

    private boolean possible(FaultKind kind) {
        return switch (kind) {
            case CONSOLE_KILLED_WITH_DISK_STOPPED, DISK_FULL -> !smallDisks.isEmpty();
            case HUB_KILLED_WITH_DISK_STOPPED, HUB_KILLED_WITH_DISK_FULL -> hubDisk;
            case BROKER_KILLED, HUB_AND_BROKER_KILLED -> mosquitto;
            case BROKER_FROZEN -> mosquitto && patient;
            case CONSOLE_FROZEN, HUB_FROZEN, WIRE_LEFT_DEAD -> patient;
            case CONSOLE_KILLED,
                    CONSOLE_KILLED_AT_THE_LAMP,
                    CONSOLE_KILLED_AT_START,
                    HUB_KILLED,
                    HUB_KILLED_AT_CONFIRM,
                    HUB_KILLED_AT_START,
                    HUB_AND_CONSOLE_KILLED,
                    CONSOLE_STOPPED,
                    BROKER_STOPPED,
                    WIRES_CUT,
                    WIRE_DEAD -> true;
        };
    }

    private Fault fault(FaultKind kind, RandomGenerator random) {
        int console = switch (kind) {
            case CONSOLE_KILLED_WITH_DISK_STOPPED, DISK_FULL -> smallDisks.get(random.nextInt(smallDisks.size()));
            default -> 1 + random.nextInt(consoles);
        };
        Duration outage = Duration.ofMillis(random.nextInt(SHORTEST_OUTAGE_MILLIS, LONGEST_OUTAGE_MILLIS));
        return new Fault(
                kind,
                console,
                Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)),
                LONG.contains(kind) ? UNTIL_NOTICED.plus(outage) : outage);
    }
}
