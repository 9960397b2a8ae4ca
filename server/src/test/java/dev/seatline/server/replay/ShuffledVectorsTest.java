package dev.seatline.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.judge.Judge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What happened in a shipped scenario, told to a fresh judge in another order, ends with the same verdicts.
class ShuffledVectorsTest {
    private static final int ORDERS = 3;
    private static final long LATEST = Duration.ofDays(60).toSeconds();

    @TestFactory
    List<DynamicTest> theOrderOfArrivalChangesNothing() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../config/scenarios"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> holds(file)))
                    .toList();
        }
    }

    private static void holds(Path file) {
        Scenario scenario = ScenarioText.read(file);
        Player.Played played = new Player(scenario).play();
        for (long seed = 1; seed <= ORDERS; seed++) {
            assertThat(last(shuffled(scenario, played.happened(), new Random(seed))))
                    .as("order of seed " + seed)
                    .containsExactlyInAnyOrderElementsOf(last(played.verdicts()));
        }
    }

    private static List<Verdict> last(List<Verdict> verdicts) {
        return verdicts.stream().filter(verdict -> !verdict.provisional()).toList();
    }

    /// @param arrives when it reaches the judge
    private record Arriving(Instant arrives, Happening happening) {}

    /// Every source is late by a time of its own, and keeps its order; a few arrive together.
    private static List<Verdict> shuffled(Scenario scenario, List<Happening> happened, Random random) {
        Map<String, Duration> late = new HashMap<>();
        List<Arriving> arriving = new ArrayList<>();
        for (Happening happening : happened) {
            Duration delay = late.computeIfAbsent(
                    source(happening), _ -> Duration.ofSeconds(random.nextBoolean() ? 0 : random.nextLong(LATEST)));
            arriving.add(new Arriving(happening.at().plus(delay), happening));
        }
        arriving.sort(Comparator.comparing(Arriving::arrives));
        Judge judge = new Judge(scenario.site(), scenario.begins());
        List<Happening> batch = new ArrayList<>();
        for (Arriving one : arriving) {
            batch.add(one.happening());
            if (random.nextInt(3) == 0) {
                judge.take(batch);
                batch.clear();
            }
        }
        judge.take(batch);
        judge.goOn(scenario.until());
        return judge.verdicts();
    }

    private static String source(Happening happening) {
        return switch (happening) {
            case Happening.Sensed sensed -> "seat " + sensed.seat();
            case Happening.Lost lost -> "seat " + lost.seat();
            case Happening.Found found -> "seat " + found.seat();
            case Happening.Linked linked -> "link " + linked.seat();
            case Happening.Telephony told -> "telephony " + told.seat();
            case Happening.Login login -> "telephony " + login.seat();
            case Happening.Handed handed -> "paper " + handed.place();
            case Happening.Decided decided -> "paper " + decided.place();
            case Happening.Incident incident -> "paper " + incident.place();
        };
    }
}
