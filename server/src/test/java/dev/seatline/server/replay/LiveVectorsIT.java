package dev.seatline.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.VerdictKind.Family;
import dev.seatline.wire.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Scenario files in a live hub get the verdicts that their regulation must give: over the broker, through ledger and
/// loop, on scaled time.
class LiveVectorsIT {
    private static final Path SCENARIOS = Path.of("../config/scenarios");
    /// Days for what the shipped ones do not have, or not so that it holds when an answer takes its time.
    private static final Path MORE = Path.of("src/test/resources/dev/seatline/server/replay");

    private static final List<String> SHIPPED =
            List.of("V03", "V12", "V09", "V39", "V29", "V31", "V48", "V71", "two-teams", "V07", "V37", "V42", "V50");
    private static final List<String> OWN = List.of("breaks", "identity", "raising", "consequences", "links");
    private static final int SECONDS = 3;
    /// With orders: the hub answers a second of real time after the question.
    private static final int SLOWER = 8;
    /// Brokers and loops wait more than they work.
    private static final int AT_ONCE = 7;

    @TempDir
    static Path folder = Path.of("");

    private static final Map<String, Future<Lived>> DAYS = new HashMap<>();
    private static final List<ExecutorService> THREADS = new ArrayList<>();

    /// @param difference what is not as expected, to be read; empty when all is right
    private record Lived(boolean right, String difference, List<Order.Wish> orders) {}

    @BeforeAll
    static void begin() {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        THREADS.add(threads);
        for (String name : OWN) {
            DAYS.put(name, threads.submit(() -> live(MORE, name, name.equals("breaks") ? SLOWER : SECONDS)));
        }
        for (String name : SHIPPED) {
            DAYS.put(name, threads.submit(() -> live(SCENARIOS, name, SECONDS)));
        }
    }

    @AfterAll
    static void end() throws InterruptedException {
        for (ExecutorService threads : THREADS) {
            threads.shutdownNow();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static Lived live(Path from, String name, int seconds) throws Exception {
        Path home = Files.createDirectory(folder.resolve(name));
        Scenario scenario = ScenarioText.read(from.resolve(name + ".yaml"));
        try (HttpOffice office = new HttpOffice();
                LiveDay day = new LiveDay(scenario, home, office, seconds)) {
            Comparison comparison = day.play();
            return new Lived(comparison.holds(), day.difference(comparison), day.orders());
        }
    }

    private static Lived lived(String name) throws InterruptedException, ExecutionException, TimeoutException {
        Future<Lived> day = Objects.requireNonNull(DAYS.get(name), name);
        Lived lived = day.get(120, TimeUnit.SECONDS);
        assertThat(lived.right()).as(lived.difference()).isTrue();
        return lived;
    }

    static List<String> shipped() {
        return SHIPPED;
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void theVerdictsAreThoseOfTheRegulation(String vector) throws Exception {
        lived(vector);
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "raising", "consequences", "links"})
    void soAreThoseOfOtherDays(String name) throws Exception {
        lived(name);
    }

    /// But those on cases, of which these regulations say nothing.
    @Test
    void everyFamilyIsThere() {
        Set<Family> there = EnumSet.noneOf(Family.class);
        for (Path file : files()) {
            for (Expectation expectation : ScenarioText.read(file).expected()) {
                VerdictKind kind = expectation.kind();
                if (kind != null) {
                    there.add(kind.family());
                }
            }
        }
        assertThat(there).containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(Family.CASES)));
    }

    private static List<Path> files() {
        return Stream.concat(
                        SHIPPED.stream().map(name -> SCENARIOS.resolve(name + ".yaml")),
                        OWN.stream().map(name -> MORE.resolve(name + ".yaml")))
                .toList();
    }

    @Test
    void breaksAreGrantedAndQueuedByOrders() throws Exception {
        List<Order.Wish> orders = lived("breaks").orders();
        assertThat(orders).filteredOn(Order.Wish.GrantBreak.class::isInstance).hasSize(3);
        assertThat(orders).filteredOn(Order.Wish.QueueBreak.class::isInstance).hasSize(1);
    }

    /// Else they would be right live and wrong as files.
    @Test
    void theOtherDaysAreRightAsFilesToo() throws IOException {
        for (String name : OWN) {
            Replay replay = Replay.of(MORE.resolve(name + ".yaml"), ScenarioText.POLICIES);
            String told = replay instanceof Replay.Judged(Scenario scenario, Player.Played _, Comparison comparison)
                    ? String.join("\n", new Wording(scenario.calendar().zone()).lines(scenario, comparison))
                    : replay.toString();
            assertThat(replay.right()).as(told).isTrue();
        }
    }
}
