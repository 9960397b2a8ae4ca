package dev.seatline.bench.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.bench.lab.cuts.CutsRun;
import dev.seatline.bench.lab.machine.KernelFiles;
import dev.seatline.bench.lab.machine.VirtualMachine;
import dev.seatline.bench.lab.scenario.ConsoleLaunch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The lab, in its short form: every scenario on two machines side by side, and ten power cuts.
@Tag("lab")
class LabIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    /// Always the same bounces: a test that fails fails again.
    private static final long SEED = 20_260_101;

    private static final int IDLE_SECONDS = 10;
    private static final int CUTS = 10;

    @TempDir
    Path folder;

    private static KernelFiles kernel() throws IOException {
        boolean without = Optional.ofNullable(System.getenv("SEATLINE_WITHOUT"))
                .orElse("")
                .contains("lab");
        Assumptions.assumeFalse(without, "SEATLINE_WITHOUT says that there is no qemu here, or no kernel for the lab");
        assertThat(VirtualMachine.program()).isExecutable();
        return KernelFiles.find(ROOT, Optional.empty(), Optional.ofNullable(System.getenv("SEATLINE_LAB_KERNEL")));
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void theConsoleDoesEverythingOnSimulatedPins() throws Exception {
        List<LabRun.Result> results = new LabRuns(
                        ROOT, folder, kernel(), ConsoleLaunch.asLaunched(ROOT, System.getenv()), SEED, _ -> {})
                .run(Arrays.asList(LabRun.Part.values()), 2, IDLE_SECONDS);
        assertThat(results)
                .hasSizeGreaterThan(20)
                .allSatisfy(result -> assertThat(result.passed())
                        .as("%s: %s", result.name(), result.said())
                        .isTrue());
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void whatTheLampAnsweredOutlivesEveryPowerCut() throws Exception {
        ConsoleLaunch console = ConsoleLaunch.asLaunched(ROOT, System.getenv());
        List<String> told = new ArrayList<>();
        boolean kept = new CutsRun(ROOT, folder, kernel(), new SplittableRandom(SEED), Optional.empty(), line -> {
                    told.add(line);
                    System.out.println(line);
                })
                .run(CUTS, console.options(), console.classPath());
        assertThat(kept).as(() -> String.join("\n", told)).isTrue();
    }
}
