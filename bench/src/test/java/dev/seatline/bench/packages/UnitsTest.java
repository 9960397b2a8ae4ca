package dev.seatline.bench.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The units as systemd's own judge sees them.
final class UnitsTest {
    private static final Path SYSTEMD =
            Path.of("..").toAbsolutePath().normalize().resolve("systemd");

    @TempDir
    Path folder;

    private static void needJudge() {
        Assumptions.assumeTrue(
                Shell.has("systemd-analyze"),
                "systemd-analyze is missing here: nobody judges the units (Debian: systemd)");
    }

    /// The unit, with a program that exists here.
    private Path unit(String name) throws IOException {
        String text = Files.readString(SYSTEMD.resolve(name + ".service"));
        assertThat(text).contains("ExecStart=/usr/bin/" + name + " run\n");
        return Files.writeString(
                folder.resolve(name + ".service"), text.replace("/usr/bin/" + name + " run", "/bin/true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"seatline-console", "seatline-hub"})
    void systemdHasNothingToSayAgainstAUnit(String name) throws Exception {
        needJudge();
        Shell.Answer answer = Shell.run(
                folder,
                Map.of(),
                List.of("systemd-analyze", "verify", unit(name).toString()));
        assertThat(answer.said()).isEmpty();
        assertThat(answer.status()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"seatline-console, 20", "seatline-hub, 15"})
    void aServiceIsOpenToNoMoreThanItNeeds(String name, int tenths) throws Exception {
        needJudge();
        Shell.Answer answer = Shell.run(
                folder,
                Map.of(),
                List.of(
                        "systemd-analyze",
                        "security",
                        "--offline=yes",
                        "--no-pager",
                        "--threshold=" + tenths,
                        unit(name).toString()));
        Assumptions.assumeFalse(
                answer.said().contains("unrecognized option"), "systemd-analyze is too old here to judge a file");
        assertThat(answer.said()).contains("Overall exposure level");
        assertThat(answer.status()).as(answer.said()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"seatline-console", "seatline-hub"})
    void aUnitIsWatchedAndComesBack(String name) throws IOException {
        assertThat(Files.readString(SYSTEMD.resolve(name + ".service")))
                .contains("Type=notify", "WatchdogSec=", "Restart=always", "StateDirectory=" + name, "User=" + name);
    }
}
