package dev.seatline.bench.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Random lives of a fleet, the same ones in every build. `-Dseatline.simulation.seeds=1000` tries more of them,
/// `-Dseatline.simulation.first=N` others, `-Dseatline.simulation.seed=N` one of them again.
final class FleetSimulationTest {
    private static final int SEEDS = 8;

    private final PrintStream errors = System.err;

    /// What consoles and hub log of their thousand misfortunes tells nobody anything.
    @BeforeEach
    void silence() {
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    @AfterEach
    void sound() {
        System.setErr(errors);
    }

    @Test
    void nothingIsLostDoubledOrOutOfOrderWhateverHappensToTheFleet() {
        long one = Long.getLong("seatline.simulation.seed", -1);
        long first = one >= 0 ? one : Long.getLong("seatline.simulation.first", 0);
        long last = one >= 0 ? one : first + Integer.getInteger("seatline.simulation.seeds", SEEDS) - 1;
        long recorded = 0;
        long repaired = 0;
        for (long seed = first; seed <= last; seed++) {
            FleetSimulation.Result result = new FleetSimulation(seed).run();
            assertThat(result.counted())
                    .as("facts counted with seed %d; without any the simulation proves nothing", seed)
                    .isGreaterThan(500);
            assertThat(result.lostMessages()).as("lost messages, seed %d", seed).isPositive();
            assertThat(result.doubledMessages())
                    .as("doubled messages, seed %d", seed)
                    .isPositive();
            recorded += result.recorded();
            repaired += result.repaired();
        }
        assertThat(one >= 0 || repaired > 0)
                .as("some consoles learned the time late and had their times repaired")
                .isTrue();
        System.out.printf("simulated %d fleets, %d facts, %d times repaired%n", last - first + 1, recorded, repaired);
    }

    @Test
    void aSeedTellsTheSameStoryEveryTime() {
        assertThat(new FleetSimulation(7).run()).isEqualTo(new FleetSimulation(7).run());
    }

    @Test
    void theSimulationFindsAHubThatConfirmsWhatItHasNotCommitted() {
        assertThat(found(Flaw.CONFIRMS_TOO_EARLY)).contains("is told, the ledger holds");
    }

    @Test
    void theSimulationFindsAHubThatTakesDuplicates() {
        assertThat(found(Flaw.TAKES_DUPLICATES)).contains("keeps the hub from counting twice");
    }

    @Test
    void theSimulationFindsADiskThatForgetsWhatItSaidIsWritten() {
        assertThat(found(Flaw.WRITES_LAZILY)).contains("lost: ");
    }

    private static String found(Flaw flaw) {
        return String.valueOf(assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> new FleetSimulation(0, flaw).run())
                .actual()
                .getMessage());
    }
}
