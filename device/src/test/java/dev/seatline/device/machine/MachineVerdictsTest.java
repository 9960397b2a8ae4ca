package dev.seatline.device.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What of a machine calls for somebody.
class MachineVerdictsTest {
    @ParameterizedTest
    @CsvSource({"20, OK", "69.9, OK", "70, LOOK", "79.9, LOOK", "80, BAD", "95, BAD"})
    void aHotProcessor(double temperature, Verdict verdict) {
        assertThat(MachineVerdicts.of(facts(temperature, null, null, null, null, null)))
                .isEqualTo(Map.of("temperature", verdict));
    }

    @ParameterizedTest
    @CsvSource({"500, 1000, OK", "100, 1000, OK", "99, 1000, LOOK", "50, 1000, LOOK", "49, 1000, BAD"})
    void littleMemory(long free, long whole, Verdict verdict) {
        assertThat(MachineVerdicts.of(facts(null, null, whole, free, null, null)))
                .isEqualTo(Map.of("memory", verdict));
    }

    @ParameterizedTest
    @CsvSource({
        "16000000000, 32000000000, OK",
        "3199999999, 32000000000, LOOK",
        "200000000, 1000000000, OK",
        "199999999, 1000000000, BAD",
        "199999999, 32000000000, BAD"
    })
    void littleDisk(long free, long whole, Verdict verdict) {
        assertThat(MachineVerdicts.of(facts(null, null, null, null, whole, free)))
                .isEqualTo(Map.of("disk", verdict));
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, false, false, OK",
        "true,  true,  false, false, BAD",
        "false, true,  false, false, LOOK",
        "false, false, true,  false, LOOK",
        "false, false, false, true,  LOOK",
        "false, , , , OK",
        "true, , , , BAD"
    })
    void aWeakPowerSupply(
            boolean low,
            @Nullable Boolean wasLow,
            @Nullable Boolean slowed,
            @Nullable Boolean wasSlowed,
            Verdict verdict) {
        assertThat(MachineVerdicts.of(
                        facts(null, new MachineFacts.Power(low, wasLow, slowed, wasSlowed), null, null, null, null)))
                .isEqualTo(Map.of("power", verdict));
    }

    @Test
    void ofWhatIsNotKnownNothingIsSaid() {
        assertThat(MachineVerdicts.of(facts(null, null, null, null, null, null)))
                .isEmpty();
        assertThat(MachineVerdicts.of(facts(null, null, 0L, 0L, 0L, 0L))).isEmpty();
    }

    private static MachineFacts facts(
            @Nullable Double temperature,
            MachineFacts.@Nullable Power power,
            @Nullable Long memory,
            @Nullable Long memoryFree,
            @Nullable Long disk,
            @Nullable Long diskFree) {
        return new MachineFacts(
                temperature,
                power,
                memory,
                memoryFree,
                null,
                disk,
                diskFree,
                null,
                4,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                null,
                List.of());
    }
}
