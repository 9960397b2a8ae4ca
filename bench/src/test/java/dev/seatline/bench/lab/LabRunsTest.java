package dev.seatline.bench.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// How the parts of the lab are shared between machines.
class LabRunsTest {
    @Test
    void twoMachinesShareThePartsAndOneHasThemAll() {
        assertThat(LabRuns.shares(List.of(1, 2, 3), 2)).containsExactly(List.of(1), List.of(2, 3));
        assertThat(LabRuns.shares(List.of(1, 2, 3), 1)).containsExactly(List.of(1, 2, 3));
        assertThat(LabRuns.shares(List.of(2), 2)).containsExactly(List.of(2));
    }
}
