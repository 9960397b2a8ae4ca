package dev.seatline.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.config.Loaded;
import dev.seatline.server.rules.Form;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Happening.Place;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.judge.Judge;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is true of the judge whatever happens, over random days under the shipped policies. A failure names its seed.
class OrderOfArrivalTest {
    private static final int SEEDS = Integer.getInteger("seatline.judge.seeds", 30);
    private static final int FIRST_SEED = Integer.getInteger("seatline.judge.first", 0);
    /// Seeds that once found something: a swap granted after its duty was over made its agent come late.
    private static final List<Long> FOUND = List.of(300L);
    private static final Policies POLICIES = new PolicyFolder(Path.of("../config/policies"));

    @TempDir
    private Path folder;

    /// A scenario that was lived through.
    private record Day(long seed, Scenario scenario, List<Happening> happened, List<Verdict> live) {
        Judge judge() {
            return new Judge(scenario.site(), scenario.begins());
        }
    }

    private static List<Long> seeds() {
        List<Long> seeds = new ArrayList<>(FOUND);
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    private interface Claim {
        void about(Day day, Random random);
    }

    private void always(Claim claim) throws IOException {
        for (long seed : seeds()) {
            Path file = folder.resolve("days-" + seed + ".yaml");
            Files.writeString(file, RandomDays.scenario(new Random(seed)));
            Loaded<Scenario> loaded = ScenarioFile.load(file, POLICIES);
            assertThat(loaded).as("seed " + seed).isInstanceOf(Loaded.Right.class);
            Scenario scenario = ((Loaded.Right<Scenario>) loaded).config();
            Player.Played played = new Player(scenario).play();
            try {
                claim.about(new Day(seed, scenario, played.happened(), played.verdicts()), new Random(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static Set<String> told(List<Verdict> verdicts, Predicate<Verdict> these) {
        Set<String> told = new TreeSet<>();
        verdicts.stream().filter(these).forEach(verdict -> told.add(verdict.toString()));
        return told;
    }

    private static Set<String> settled(List<Verdict> verdicts) {
        return told(verdicts, verdict -> !verdict.provisional());
    }

    @Test
    void whatWasLivedIsWhatIsReplayed() throws IOException {
        always((day, random) -> {
            Judge judge = day.judge();
            judge.take(day.happened());
            judge.goOn(day.scenario().until());
            assertThat(settled(judge.verdicts())).isEqualTo(settled(day.live()));
        });
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() throws IOException {
        always((day, random) -> {
            Judge judge = day.judge();
            deliver(judge, delayed(day.happened(), random), day.scenario().until(), random);
            judge.goOn(day.scenario().until());
            assertThat(settled(judge.verdicts())).isEqualTo(settled(day.live()));
        });
    }

    /// @param arrives when it reaches the judge
    private record Arriving(Happening happening, Instant arrives) {}

    /// Each seat's facts keep their order, and are late by what its line is late.
    private static List<Arriving> delayed(List<Happening> happened, Random random) {
        Map<SeatId, Instant> last = new HashMap<>();
        Map<SeatId, Duration> late = new HashMap<>();
        List<Arriving> arriving = new ArrayList<>();
        for (Happening one : happened) {
            SeatId seat = seat(one);
            Duration delay = seat == null
                    ? Duration.ofSeconds(random.nextInt(400_000))
                    : late.computeIfAbsent(
                            seat, _ -> Duration.ofSeconds(random.nextBoolean() ? 0 : random.nextInt(400_000)));
            Instant arrives = one.at().plus(delay).plusMillis(random.nextInt(3000));
            if (seat != null) {
                arrives = last.merge(seat, arrives, (a, b) -> a.isAfter(b) ? a : b);
            }
            arriving.add(new Arriving(one, arrives));
        }
        arriving.sort(Comparator.comparing(Arriving::arrives));
        return arriving;
    }

    private static @Nullable SeatId seat(Happening happening) {
        return switch (happening) {
            case Happening.Sensed sensed -> sensed.seat();
            case Happening.Linked linked -> linked.seat();
            case Happening.Telephony call -> call.seat();
            case Happening.Login login -> login.seat();
            case Happening.Lost lost -> lost.seat();
            case Happening.Found found -> found.seat();
            case Happening.Handed _, Happening.Decided _, Happening.Incident _ -> null;
        };
    }

    private static void deliver(Judge judge, List<Arriving> arriving, Instant until, Random random) {
        List<Happening> batch = new ArrayList<>();
        for (Arriving one : arriving) {
            batch.add(one.happening());
            if (random.nextInt(4) == 0) {
                judge.take(batch);
                batch.clear();
                judge.goOn(one.arrives().isBefore(until) ? one.arrives() : until);
            }
        }
        judge.take(batch);
    }

    @Test
    void aPaperTouchesNothingOutsideItsReach() throws IOException {
        always((day, random) -> {
            Judge judge = day.judge();
            judge.take(day.happened());
            judge.goOn(day.scenario().until());
            judge.changes();
            LocalDate date = LocalDate.of(2026, 3, 3);
            PersonId agent = new PersonId(List.of("A", "B", "D", "E").get(random.nextInt(4)));
            PersonId leader = new PersonId(Set.of("A", "B").contains(agent.text()) ? "M" : "L");
            Instant at = day.scenario().until().minusSeconds(3600);
            judge.take(List.of(
                    new Happening.Handed(
                            new Form.Correction(agent, date, "badge-in", null, leader), at, new Place("late", 1)),
                    new Happening.Handed(new Form.Waiver(agent, date, "late-bus"), at, new Place("late", 2)),
                    new Happening.Decided(
                            Form.Decision.APPROVE, "waiver", agent, null, leader, at, new Place("late", 3))));
            assertThat(judge.changes()).allSatisfy(change -> {
                Verdict verdict = Objects.requireNonNullElse(change.after(), change.before());
                assertThat(verdict.agent()).isEqualTo(agent);
                boolean counted = verdict.kind().family() == VerdictKind.Family.COUNTS
                        || verdict.kind().family() == VerdictKind.Family.CONSEQUENCES;
                boolean thatDay = verdict.date().equals(date);
                assertThat(counted || thatDay).as(verdict.toString()).isTrue();
            });
        });
    }

    @Test
    void nothingIsSaidAgainstASeatForATimeOfWhichNothingIsKnown() throws IOException {
        always((day, random) -> {
            SeatId seat = new SeatId("S" + (1 + random.nextInt(4)));
            Instant from = LocalDate.of(2026, 3, 3)
                    .atTime(random.nextInt(20), 0)
                    .atZone(day.scenario().site().calendar().zone())
                    .toInstant();
            Judge judge = day.judge();
            List<Happening> known = new ArrayList<>(day.happened());
            known.removeIf(one -> seat.equals(seat(one)) && !one.at().isBefore(from));
            known.add(new Happening.Lost(seat, from, new Place("lost", 1)));
            judge.take(known);
            judge.goOn(day.scenario().until());
            assertThat(judge.verdicts())
                    .filteredOn(verdict ->
                            seat.equals(verdict.seat()) && verdict.at().isAfter(from))
                    .filteredOn(verdict -> verdict.kind().family() != VerdictKind.Family.CONSEQUENCES
                            && verdict.kind().family() != VerdictKind.Family.COUNTS)
                    .as("lost " + seat + " from " + from)
                    .isEmpty();
            assertThat(judge.verdicts())
                    .filteredOn(verdict -> verdict.kind().family() == VerdictKind.Family.ATTENDANCE
                            && verdict.at().isAfter(from)
                            && !verdict.provisional()
                            && !Objects.equals(verdict.details().reason(), "no-proof"))
                    .as("attendance is open while a seat is lost")
                    .isEmpty();
        });
    }

    @Test
    void aSeatThatWasLostAndDeliversIsAsIfItHadNeverBeenLost() throws IOException {
        always((day, random) -> {
            SeatId seat = new SeatId("S" + (1 + random.nextInt(4)));
            Instant from = LocalDate.of(2026, 3, 4)
                    .atTime(random.nextInt(20), 0)
                    .atZone(day.scenario().site().calendar().zone())
                    .toInstant();
            Judge judge = day.judge();
            List<Happening> known = new ArrayList<>(day.happened());
            List<Happening> missing = new ArrayList<>(day.happened());
            known.removeIf(one -> seat.equals(seat(one)) && !one.at().isBefore(from));
            missing.removeIf(one -> !seat.equals(seat(one)) || one.at().isBefore(from));
            Place lost = new Place("lost", 1);
            known.add(new Happening.Lost(seat, from, lost));
            judge.take(known);
            judge.goOn(from.plus(Duration.ofHours(30)));
            judge.takeBack(List.of(lost));
            judge.take(missing);
            judge.goOn(day.scenario().until());
            assertThat(settled(judge.verdicts())).isEqualTo(settled(day.live()));
        });
    }
}
