package dev.seatline.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every shipped scenario gets the verdicts that its regulation must give.
class VectorsTest {
    private static final Path SCENARIOS = Path.of("../config/scenarios");
    private static final Policies POLICIES = new PolicyFolder(Path.of("../config/policies"));
    private static final List<String> NUMBERS = List.of(
            "V01", "V02", "V03", "V05", "V07", "V09", "V11", "V12", "V14", "V15", "V17", "V18", "V20", "V22", "V25",
            "V26", "V28", "V29", "V31", "V33", "V34", "V37", "V39", "V41", "V42", "V43", "V44", "V46", "V48", "V50",
            "V51", "V52", "V54", "V57", "V59", "V60", "V61", "V71", "V74", "V76");

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(SCENARIOS)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @TestFactory
    List<DynamicTest> theVerdictsAreThoseOfTheRegulation() throws IOException {
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    Replay replay = Replay.of(file, POLICIES);
                    assertThat(replay.right())
                            .as(replay.toString()
                                    .substring(
                                            0, Math.min(4000, replay.toString().length())))
                            .isTrue();
                }))
                .toList();
    }

    @Test
    void everyVectorOfTheSixRegulationsHasItsFile() throws IOException {
        TreeSet<String> there = new TreeSet<>();
        files().forEach(file -> there.add(file.getFileName().toString().substring(0, 3)));
        assertThat(there).containsAll(NUMBERS);
    }
}
