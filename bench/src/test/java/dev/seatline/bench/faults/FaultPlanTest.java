package dev.seatline.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final FaultPlan EVERYTHING = new FaultPlan(10, true, List.of(1, 2), true, true);
    private static final FaultPlan POOR = new FaultPlan(3, false, List.of(), false, false);

    private static Set<FaultKind> kinds(List<Fault> plan) {
        return plan.stream().map(Fault::kind).collect(Collectors.toSet());
    }

    @Test
    void theSameSourceGivesTheSamePlan() {
        assertThat(EVERYTHING.faults(50, new SplittableRandom(7)))
                .isEqualTo(EVERYTHING.faults(50, new SplittableRandom(7)))
                .isNotEqualTo(EVERYTHING.faults(50, new SplittableRandom(8)));
    }

    @Test
    void aPlanKillsAsOftenAsAsked() {
        for (int kills = 1; kills < 40; kills++) {
            assertThat(EVERYTHING.faults(kills, new SplittableRandom(kills)).stream()
                            .mapToInt(fault -> fault.kind().kills())
                            .sum())
                    .isEqualTo(kills);
        }
    }

    @Test
    void aLongPlanHasEveryKind() {
        assertThat(kinds(EVERYTHING.faults(200, new SplittableRandom(1)))).isEqualTo(EnumSet.allOf(FaultKind.class));
    }

    @Test
    void whatThisMachineCannotDoIsLeftOut() {
        assertThat(kinds(POOR.faults(200, new SplittableRandom(1))))
                .hasSize(11)
                .doesNotContain(
                        FaultKind.BROKER_KILLED,
                        FaultKind.HUB_AND_BROKER_KILLED,
                        FaultKind.BROKER_FROZEN,
                        FaultKind.DISK_FULL,
                        FaultKind.CONSOLE_KILLED_WITH_DISK_STOPPED,
                        FaultKind.HUB_KILLED_WITH_DISK_STOPPED,
                        FaultKind.WIRE_LEFT_DEAD);
    }

    @Test
    void onlyConsolesWithASmallDiskLoseIt() {
        assertThat(EVERYTHING.faults(200, new SplittableRandom(1)).stream()
                        .filter(fault -> fault.kind() == FaultKind.DISK_FULL
                                || fault.kind() == FaultKind.CONSOLE_KILLED_WITH_DISK_STOPPED)
                        .map(Fault::console))
                .isNotEmpty()
                .isSubsetOf(1, 2);
    }
}
