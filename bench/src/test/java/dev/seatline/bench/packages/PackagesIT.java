package dev.seatline.bench.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The packages' life in a Debian of its own that boots: installed, ready, stuck, killed, upgraded, stopped, purged.
@Tag("lab")
class PackagesIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void thePackagesLiveFromInstallationToPurge() throws Exception {
        String packages =
                Optional.ofNullable(System.getenv("SEATLINE_PACKAGES")).orElse("");
        Assumptions.assumeFalse(
                packages.isEmpty(), "SEATLINE_PACKAGES names no folder of packages: ./seatline test --lab makes them");
        Path said = folder.resolve("said.txt");
        Process life = new ProcessBuilder(
                        "bash",
                        ROOT.resolve("packages/try/try").toString(),
                        packages,
                        System.getProperty("java.home"),
                        ROOT.resolve(".seatline/packages").toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            boolean ended = life.waitFor(25, TimeUnit.MINUTES);
            String all = Files.readString(said, StandardCharsets.UTF_8);
            System.out.println(all);
            assertThat(ended).as(all).isTrue();
            assertThat(life.exitValue()).as(all).isZero();
            assertThat(all).contains(" passed, 0 failed");
        } finally {
            // on its own end it takes its machine with it
            life.destroy();
            assertThat(life.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
    }
}
