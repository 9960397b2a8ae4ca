package dev.seatline.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.bench.site.Mosquitto;
import dev.seatline.bench.site.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The short form of `./seatline bench faults`: 20 kills, half of them with each broker, of another random source each
/// time. `-Dseatline.faults.seed=N` takes a source again.
class FaultsIT {
    private static final int KILLS = 10;
    private static final int CONSOLES = 3;
    private static final long SEED = Optional.ofNullable(Long.getLong("seatline.faults.seed"))
            .orElseGet(() -> new SplittableRandom().nextLong(1_000_000_000));

    @ParameterizedTest
    @EnumSource
    void nothingIsLostDoubledOrOutOfOrder(Site.BrokerKind broker) throws Exception {
        Assumptions.assumeFalse(
                broker == Site.BrokerKind.MOSQUITTO && without("mosquitto"),
                "mosquitto is not installed and may not be: SEATLINE_WITHOUT says so");
        // in target and not in a temporary folder: it is wanted when the test fails
        Path folder = FaultRun.emptyFolder(Path.of("target"));
        String again =
                "again: ./seatline bench faults --seed %d --kills %d --consoles %d --broker %s; files and logs: %s"
                        .formatted(SEED, KILLS, CONSOLES, broker.name().toLowerCase(Locale.ROOT), folder);
        System.out.println("fault test: " + again);
        FaultReport report = new FaultRun(Path.of(".."), folder, broker, CONSOLES, KILLS, SEED, _ -> {}).run();
        System.out.println(report.text());
        assertThat(report.clean()).as("%s%n%s", again, report.text()).isTrue();
        assertThat(report.kills()).isEqualTo(KILLS);
        assertThat(report.account().recorded()).isGreaterThan(KILLS);
        assertThat(report.account().answers()).as("lamps seen to answer").isPositive();
        remove(folder);
    }

    private static boolean without(String program) throws IOException {
        String without = System.getenv("SEATLINE_WITHOUT");
        if (without != null && Arrays.asList(without.split("[, ]+")).contains(program)) {
            return true;
        }
        Mosquitto.program();
        return false;
    }

    private static void remove(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
