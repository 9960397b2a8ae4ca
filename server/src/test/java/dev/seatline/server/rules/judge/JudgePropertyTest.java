package dev.seatline.server.rules.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.server.rules.Form;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Happening.Place;
import dev.seatline.server.rules.Roster;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.VerdictKind.Family;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is true of the judge whatever happens, under two regulations that ask every rule and change in the midst of it.
/// Each property is also shown a judge that breaks it. A failure names its seed.
class JudgePropertyTest {
    private static final int SEEDS = Integer.getInteger("seatline.judge.seeds", 25);
    private static final int FIRST_SEED = Integer.getInteger("seatline.judge.first", 0);
    /// Each has found something once.
    private static final List<Long> FINDERS = List.of(27L, 31L, 59L, 94L, 260L);
    /// Less than the judge of a hub keeps.
    private static final int LATEST = 47 * 3600;

    interface Property {
        void holds(SmallCentre centre, Judging.Maker maker, Random random);
    }

    private static void always(Property property, Judging.Maker maker) {
        LongStream seeds = LongStream.range(FIRST_SEED, FIRST_SEED + (long) SEEDS);
        LongStream.concat(seeds, FINDERS.stream().mapToLong(seed -> seed)).forEach(seed -> {
            try {
                property.holds(new SmallCentre(new Random(seed)), maker, new Random(seed));
            } catch (AssertionError failure) {
                throw new AssertionError("seed " + seed, failure);
            } catch (RuntimeException failure) {
                throw new IllegalStateException("seed " + seed, failure);
            }
        });
    }

    static Stream<Arguments> brokenJudges() {
        return Stream.of(
                broken("in order only", JudgePropertyTest::late, Judging.InOrderOnly::new),
                broken("sleepy", JudgePropertyTest::lived, Judging.Sleepy::new),
                broken("by hand", JudgePropertyTest::late, Judging.ByHand::new),
                broken("modern", JudgePropertyTest::edition, Judging.Modern::new),
                broken("generous", JudgePropertyTest::reach, Judging.Generous::new),
                broken("blind", JudgePropertyTest::missing, Judging.Blind::new),
                broken("stubborn, found", JudgePropertyTest::found, Judging.Stubborn::new),
                broken("stubborn, repaired", JudgePropertyTest::repaired, Judging.Stubborn::new),
                broken("taciturn", JudgePropertyTest::folded, Judging.Taciturn::new));
    }

    private static Arguments broken(String name, Property property, Judging.Maker maker) {
        return Arguments.of(name, property, maker);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenJudges")
    void aBrokenJudgeIsFoundOut(String name, Property property, Judging.Maker maker) {
        assertThatThrownBy(() -> always(property, maker)).as(name).isInstanceOf(AssertionError.class);
    }

    private static Set<String> told(List<Verdict> verdicts, Predicate<Verdict> these) {
        Set<String> told = new TreeSet<>();
        verdicts.stream().filter(these).forEach(verdict -> told.add(verdict.toString()));
        return told;
    }

    private static Set<String> settled(Judging judge) {
        return told(judge.verdicts(), verdict -> !verdict.provisional());
    }

    /// Tells only what differs.
    private static void same(Set<String> found, Set<String> expected) {
        Set<String> wanting = new TreeSet<>(expected);
        wanting.removeAll(found);
        Set<String> over = new TreeSet<>(found);
        over.removeAll(expected);
        assertThat(over).as("found, and wanting: " + wanting).isEmpty();
        assertThat(wanting).as("wanting").isEmpty();
    }

    /// All at once, by the judge as it is.
    private static Judging once(SmallCentre centre, Collection<? extends Happening> happened) {
        Judging judge = new Judging.Whole(centre);
        judge.take(happened);
        judge.goOn(centre.until);
        return judge;
    }

    @Test
    void whatWasLivedIsWhatIsReplayed() {
        always(JudgePropertyTest::lived, Judging.Whole::new);
    }

    private static void lived(SmallCentre centre, Judging.Maker maker, Random random) {
        Judging judge = maker.of(centre);
        live(centre, judge, random);
        same(settled(judge), settled(once(centre, centre.happened)));
    }

    /// One by one, and the clock is looked at in between, sometimes a little late.
    private static void live(SmallCentre centre, Judging judge, Random random) {
        for (Happening one : centre.happened) {
            if (random.nextInt(3) == 0) {
                judge.goOn(one.at().minusMillis(random.nextInt(2000)));
            }
            judge.take(List.of(one));
            if (random.nextInt(3) == 0) {
                judge.changes();
            }
            if (random.nextInt(3) == 0) {
                judge.goOn(one.at().plusMillis(random.nextInt(60_000)));
            }
        }
        judge.goOn(centre.until);
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() {
        always(JudgePropertyTest::late, Judging.Whole::new);
    }

    @Test
    void aJudgeThatForgetsStillTakesWhatIsNotTooLate() {
        always(
                JudgePropertyTest::late,
                centre -> new Judging.Whole(new Judge(centre.site, centre.begins, Duration.ofDays(2))));
    }

    private static void late(SmallCentre centre, Judging.Maker maker, Random random) {
        Judging judge = maker.of(centre);
        deliver(judge, delayed(centre, random), random);
        judge.goOn(centre.until);
        same(settled(judge), settled(once(centre, centre.happened)));
    }

    private record Arriving(Happening happening, Instant arrives) {}

    /// Lines break at any moment and are away for up to two days; papers lie about.
    private static List<Arriving> delayed(SmallCentre centre, Random random) {
        Map<SeatId, Instant> breaks = new HashMap<>();
        Map<SeatId, Instant> mended = new HashMap<>();
        for (SeatId seat : centre.seats) {
            if (random.nextBoolean()) {
                Instant gone = centre.begins.plusSeconds(random.nextInt(SmallCentre.DAYS * 86_400));
                breaks.put(seat, gone);
                mended.put(seat, gone.plusSeconds(random.nextInt(LATEST)));
            }
        }
        List<Arriving> arriving = new ArrayList<>();
        for (Happening one : centre.happened) {
            SeatId seat = seat(one);
            Instant gone = seat == null ? null : breaks.get(seat);
            Instant back = seat == null ? null : mended.get(seat);
            Instant arrives = one.at();
            if (seat == null && random.nextBoolean()) {
                arrives = arrives.plusSeconds(random.nextInt(LATEST));
            } else if (gone != null
                    && back != null
                    && !one.at().isBefore(gone)
                    && one.at().isBefore(back)) {
                arrives = back;
            }
            arriving.add(new Arriving(one, arrives));
        }
        arriving.sort(Comparator.comparing(Arriving::arrives));
        return arriving;
    }

    private static void deliver(Judging judge, List<Arriving> arriving, Random random) {
        List<Happening> batch = new ArrayList<>();
        for (Arriving one : arriving) {
            batch.add(one.happening());
            if (random.nextInt(5) == 0) {
                judge.take(batch);
                batch.clear();
                judge.goOn(one.arrives());
                judge.changes();
            }
        }
        judge.take(batch);
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

    @Test
    void aPaperTouchesNothingOutsideItsReachAndTakenBackNothingAtAll() {
        always(JudgePropertyTest::reach, Judging.Whole::new);
    }

    private static void reach(SmallCentre centre, Judging.Maker maker, Random random) {
        Judging judge = maker.of(centre);
        judge.take(centre.happened);
        judge.goOn(centre.until);
        Set<String> before = told(judge.verdicts(), _ -> true);
        judge.changes();
        int who = random.nextInt(centre.agents.size());
        PersonId agent = centre.agents.get(who);
        PersonId manager = SmallCentre.manager(who);
        LocalDate date = SmallCentre.FIRST.plusDays(random.nextInt(SmallCentre.DAYS));
        Instant at = centre.until.minusSeconds(random.nextInt(6 * 86_400));
        List<Happening> papers = new ArrayList<>();
        String what = random.nextBoolean() ? "badge-in" : "badge-out";
        if (random.nextBoolean()) {
            Form form = new Form.Correction(agent, date, what, null, manager);
            papers.add(new Happening.Handed(form, at, new Place("late", 1)));
        }
        papers.add(new Happening.Handed(new Form.Waiver(agent, date, "late-bus"), at, new Place("late", 2)));
        papers.add(new Happening.Decided(
                Form.Decision.APPROVE, "waiver", agent, null, manager, at.plusSeconds(1), new Place("late", 3)));
        Set<LocalDate> dates = new TreeSet<>(Set.of(date));
        // the manager may decide at once on older waivers of the agent that lay about
        waivers(centre, agent).forEach(dates::add);
        judge.take(papers);
        assertThat(judge.changes()).allSatisfy(change -> within(change, agent, dates));
        judge.takeBack(papers.stream().map(Happening::place).toList());
        assertThat(told(judge.verdicts(), _ -> true)).isEqualTo(before);
    }

    private static List<LocalDate> waivers(SmallCentre centre, PersonId agent) {
        return centre.happened.stream()
                .map(one -> one instanceof Happening.Handed(Form.Waiver waiver, Instant _, Place _) ? waiver : null)
                .filter(Objects::nonNull)
                .filter(waiver -> waiver.agent().equals(agent))
                .map(Form.Waiver::date)
                .toList();
    }

    private static void within(Judge.Change change, PersonId agent, Set<LocalDate> dates) {
        Verdict verdict = Objects.requireNonNullElse(change.after(), change.before());
        assertThat(verdict.agent()).as(change.toString()).isEqualTo(agent);
        Family family = verdict.kind().family();
        assertThat(family == Family.COUNTS || family == Family.CONSEQUENCES || dates.contains(verdict.date()))
                .as(change.toString())
                .isTrue();
    }

    @Test
    void nothingIsSaidAgainstASeatForATimeOfWhichNothingIsKnown() {
        always(JudgePropertyTest::missing, Judging.Whole::new);
    }

    private static Instant moment(SmallCentre centre, Random random) {
        return centre.begins.plusSeconds(
                86_400L + random.nextInt(SmallCentre.DAYS * 24) * 3600L + random.nextInt(3600));
    }

    private static boolean hidden(Happening one, SeatId seat, Instant from, @Nullable Instant to) {
        return seat.equals(seat(one))
                && !one.at().isBefore(from)
                && (to == null || one.at().isBefore(to));
    }

    private static void missing(SmallCentre centre, Judging.Maker maker, Random random) {
        SeatId seat = centre.seats.get(random.nextInt(centre.seats.size()));
        Instant from = moment(centre, random);
        Instant to = random.nextBoolean() ? null : from.plusSeconds(random.nextInt(40 * 3600));
        List<Happening> known = new ArrayList<>(centre.happened);
        known.removeIf(one -> hidden(one, seat, from, to));
        known.add(new Happening.Lost(seat, from, new Place("lost", 1)));
        if (to != null) {
            known.add(new Happening.Found(seat, false, to, new Place("lost", 2)));
        }
        Judging judge = maker.of(centre);
        judge.take(known);
        judge.goOn(centre.until);
        Predicate<Verdict> unseen = verdict ->
                verdict.at().isAfter(from) && (to == null || verdict.at().isBefore(to)) && ofRules(verdict);
        String when = "lost " + seat + " from " + from + " to " + to;
        assertThat(judge.verdicts())
                .filteredOn(verdict -> seat.equals(verdict.seat()) && unseen.test(verdict))
                .as(when)
                .isEmpty();
        assertThat(judge.verdicts())
                .filteredOn(unseen)
                .filteredOn(verdict -> verdict.kind().family() == Family.ATTENDANCE && !verdict.provisional())
                // a paper that is wanting is no fact of a seat
                .filteredOn(verdict -> !Objects.equals(verdict.details().reason(), "no-proof"))
                .filteredOn(verdict -> there(centre, verdict, seat))
                .as(when)
                .isEmpty();
    }

    private static boolean ofRules(Verdict verdict) {
        Family family = verdict.kind().family();
        // what an agent is entitled to is not said against him
        boolean against = verdict.kind() != VerdictKind.BREAK_ENTITLED;
        return family != Family.COUNTS && family != Family.CONSEQUENCES && against;
    }

    /// Whether its agent may have been at the seat by the roster.
    private static boolean there(SmallCentre centre, Verdict verdict, SeatId seat) {
        for (Roster.Duty duty : centre.site.roster().on(verdict.date())) {
            SeatId where = duty.seat();
            boolean then = !verdict.at().isBefore(duty.start()) && !verdict.at().isAfter(duty.end());
            if (then && duty.agent().equals(verdict.agent()) && (where == null || where.equals(seat))) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aSeatThatWasLostAndDeliversIsAsIfItHadNeverBeenLost() {
        always(JudgePropertyTest::found, Judging.Whole::new);
    }

    private static void found(SmallCentre centre, Judging.Maker maker, Random random) {
        SeatId seat = centre.seats.get(random.nextInt(centre.seats.size()));
        Instant from = moment(centre, random);
        List<Happening> known = new ArrayList<>(centre.happened);
        known.removeIf(one -> hidden(one, seat, from, null));
        List<Happening> missing = new ArrayList<>(centre.happened);
        missing.removeIf(one -> !hidden(one, seat, from, null));
        Happening lost = new Happening.Lost(seat, from, new Place("lost", 1));
        known.add(lost);
        Judging judge = maker.of(centre);
        judge.take(known);
        judge.goOn(from.plus(Duration.ofHours(30)));
        judge.changes();
        judge.takeBack(List.of(lost.place()));
        judge.take(missing);
        judge.goOn(centre.until);
        same(settled(judge), settled(once(centre, centre.happened)));
    }

    @Test
    void factsWhoseTimeWasRepairedAreAsIfToldRightAtOnce() {
        always(JudgePropertyTest::repaired, Judging.Whole::new);
    }

    /// A seat's clock was slow from some moment on.
    private static void repaired(SmallCentre centre, Judging.Maker maker, Random random) {
        SeatId seat = centre.seats.get(random.nextInt(centre.seats.size()));
        Instant from = moment(centre, random);
        Duration slow = Duration.ofSeconds(60 + random.nextInt(7200));
        List<Happening> right = new ArrayList<>();
        List<Happening> wrong = new ArrayList<>();
        for (Happening one : centre.happened) {
            if (one instanceof Happening.Sensed sensed && hidden(one, seat, from, null)) {
                right.add(moved(sensed, slow));
                wrong.add(one);
            }
        }
        List<Happening> truth = new ArrayList<>(centre.happened);
        truth.removeAll(wrong);
        truth.addAll(right);
        truth.sort(TeamTimeline.ORDER);
        Judging judge = maker.of(centre);
        judge.take(centre.happened);
        judge.goOn(centre.until);
        judge.takeBack(wrong.stream().map(Happening::place).toList());
        judge.take(right);
        same(settled(judge), settled(once(centre, truth)));
    }

    private static Happening moved(Happening.Sensed one, Duration by) {
        return new Happening.Sensed(
                one.seat(), one.fact(), one.before(), one.after(), one.at().plus(by), one.place());
    }

    @Test
    void aChangedPolicyLeavesWhatWasBeforeIt() {
        always(JudgePropertyTest::edition, Judging.Whole::new);
    }

    /// Verdicts on papers, duties and what follows from them: by the policy of the paper, the duty and the verdict.
    private static void edition(SmallCentre centre, Judging.Maker maker, Random random) {
        Judging judge = maker.of(centre);
        live(centre, judge, random);
        for (Verdict verdict : judge.verdicts()) {
            Instant began = began(centre, verdict);
            if (began != null) {
                int edition =
                        centre.site.regulations().policy(verdict.team(), began).edition();
                assertThat(verdict.edition()).as(verdict.toString()).isEqualTo(edition);
            }
        }
    }

    private static @Nullable Instant began(SmallCentre centre, Verdict verdict) {
        Family family = verdict.kind().family();
        if (verdict.matter().startsWith("request/")) {
            return verdict.grounds().getFirst().at();
        }
        if (family == Family.CONSEQUENCES || family == Family.COUNTS) {
            return verdict.at().minusNanos(verdict.kind() == VerdictKind.AWARD ? 1 : 0);
        }
        return centre.site.roster().on(verdict.date()).stream()
                .filter(duty -> verdict.matter().endsWith(duty.key()))
                .map(Roster.Duty::start)
                .findFirst()
                .orElse(null);
    }

    @Test
    void theChangesToldMakeTheVerdictsThatStand() {
        always(JudgePropertyTest::folded, Judging.Whole::new);
    }

    private static void folded(SmallCentre centre, Judging.Maker maker, Random random) {
        Judging judge = maker.of(centre);
        Map<String, Verdict> stands = new TreeMap<>();
        List<Happening> batch = new ArrayList<>();
        for (Arriving one : delayed(centre, random)) {
            batch.add(one.happening());
            if (random.nextInt(5) == 0) {
                judge.take(batch);
                batch.clear();
                judge.goOn(one.arrives());
                fold(judge, stands);
            }
        }
        judge.take(batch);
        judge.goOn(centre.until);
        fold(judge, stands);
        assertThat(told(List.copyOf(stands.values()), _ -> true)).isEqualTo(told(judge.verdicts(), _ -> true));
    }

    private static void fold(Judging judge, Map<String, Verdict> stands) {
        for (Judge.Change change : judge.changes()) {
            Verdict after = change.after();
            assertThat(stands.get(change.matter())).isEqualTo(change.before());
            if (after == null) {
                stands.remove(change.matter());
            } else {
                stands.put(change.matter(), after);
            }
        }
    }
}
