package dev.seatline.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.wire.Order;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Scenario files in a live hub get the verdicts that their regulation must give: over the broker, through ledger and
/// loop, on scaled time.
class LiveVectorsIT {
    private static final Path SCENARIOS = Path.of("../config/scenarios");

    @TempDir
    Path folder = Path.of("");

    private List<Order.Wish> play(Path file) throws Exception {
        Path home = Files.createDirectory(folder.resolve("hub"));
        try (LiveDay day = new LiveDay(ScenarioText.read(file), home, LiveDay.CONSOLES_ONLY)) {
            Comparison comparison = day.play();
            assertThat(comparison.holds()).as(day.difference(comparison)).isTrue();
            return day.orders();
        }
    }

    /// Attendance, counts, busy, breaks, ringing, headset, coverage, and two regulations on one floor.
    @ParameterizedTest
    @ValueSource(strings = {"V03", "V12", "V09", "V39", "V29", "V48", "V71", "two-teams"})
    void theVerdictsAreThoseOfTheRegulation(String vector) throws Exception {
        play(SCENARIOS.resolve(vector + ".yaml"));
    }
}
