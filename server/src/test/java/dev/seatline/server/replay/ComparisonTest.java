package dev.seatline.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.Ground;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.wire.PersonId;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    private static final Instant AT = Instant.parse("2026-03-02T00:46:00.700Z");

    @TempDir
    private Path folder;

    private static Verdict verdict(VerdictKind kind, String agent, Details details, boolean provisional) {
        return new Verdict(
                kind + "/" + agent,
                kind,
                "group-seat-management/04",
                1,
                "T1",
                new PersonId(agent),
                null,
                LocalDate.of(2026, 3, 2),
                AT,
                details,
                List.of(Ground.planned("shift-start", Instant.parse("2026-03-02T00:45:00Z"))),
                Verdict.parameters("attendance.grace", "0s"),
                provisional);
    }

    private static Verdict late(String agent, int minutes) {
        return verdict(VerdictKind.LATE, agent, Details.ofMinutes(minutes), false);
    }

    private static Expectation expects(Object... pairs) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put((String) pairs[i], pairs[i + 1]);
        }
        return new Expectation(7, false, fields);
    }

    private static Comparison compared(List<Expectation> expected, Verdict... came) {
        return Comparison.of(expected, List.of(came), false, Set.of());
    }

    @Test
    void whatIsLeftOutIsNotCompared() {
        assertThat(compared(List.of(expects("verdict", VerdictKind.LATE)), late("A", 1))
                        .holds())
                .isTrue();
        assertThat(compared(List.of(expects("verdict", VerdictKind.LATE, "minutes", 2)), late("A", 1))
                        .holds())
                .isFalse();
    }

    @Test
    void aVagueExpectationNeverTakesTheVerdictThatAnExactOneNeeds() {
        Expectation vague = expects("verdict", VerdictKind.LATE);
        Expectation exact = expects("verdict", VerdictKind.LATE, "agent", "A");
        assertThat(compared(List.of(vague, exact), late("A", 1), late("B", 2)).holds())
                .isTrue();
        assertThat(compared(List.of(vague, vague, exact), late("A", 1), late("B", 2))
                        .right())
                .isEqualTo(2);
    }

    @Test
    void oneExpectationMatchesOneVerdict() {
        Comparison comparison = compared(List.of(expects("verdict", VerdictKind.LATE)), late("A", 1), late("B", 1));
        assertThat(comparison.unexpected()).containsExactly(late("B", 1));
    }

    @Test
    void aMissingOneIsShownWithTheNearestThatCame() {
        Comparison comparison = compared(
                List.of(expects("verdict", VerdictKind.LATE, "agent", "B", "minutes", 3)), late("A", 9), late("B", 1));
        assertThat(comparison.missing())
                .singleElement()
                .satisfies(missing -> assertThat(missing.nearest()).contains(late("B", 1)));
        assertThat(compared(List.of(expects("verdict", VerdictKind.ABSENCE, "agent", "B")), late("A", 9))
                        .missing()
                        .getFirst()
                        .nearest())
                .isEmpty();
    }

    @Test
    void provisionalOnesCountOnlyWhereTheyAreAskedFor() {
        Verdict open = verdict(VerdictKind.LATE, "A", Details.ofMinutes(1), true);
        assertThat(compared(List.of(), open).holds()).isTrue();
        assertThat(compared(List.of(expects("verdict", VerdictKind.LATE)), open).holds())
                .isFalse();
        Expectation asked = new Expectation(1, true, Map.of("verdict", VerdictKind.LATE));
        assertThat(compared(List.of(asked), open).holds()).isTrue();
        assertThat(compared(List.of(asked), late("A", 1)).holds()).isFalse();
    }

    @Test
    void partialComparesOnlyTheListedKindsAndNoneForbidsItsOwn() {
        List<Expectation> expected = List.of(expects("verdict", VerdictKind.LATE));
        Verdict absence = verdict(VerdictKind.ABSENCE, "B", Details.because("no-show"), false);
        List<Verdict> came = List.of(late("A", 1), absence);
        assertThat(Comparison.of(expected, came, true, Set.of()).holds()).isTrue();
        assertThat(Comparison.of(expected, came, true, Set.of(VerdictKind.ABSENCE))
                        .unexpected())
                .containsExactly(absence);
        assertThat(Comparison.of(expected, came, false, Set.of()).unexpected()).containsExactly(absence);
        assertThat(Comparison.of(expected, List.of(late("A", 1), late("B", 1)), true, Set.of())
                        .holds())
                .isFalse();
    }

    @Test
    void momentsAreComparedToTheSecondAndDaysByTheirValue() {
        assertThat(expects("at", Instant.parse("2026-03-02T00:46:00Z")).matches(late("A", 1)))
                .isTrue();
        assertThat(expects("at", Instant.parse("2026-03-02T00:46:01Z")).matches(late("A", 1)))
                .isFalse();
        Verdict booked = verdict(VerdictKind.LEAVE_BOOKED, "A", Details.ofDays(new BigDecimal("1")), false);
        assertThat(expects("days", new BigDecimal("1.0")).matches(booked)).isTrue();
        assertThat(expects("minutes", Expectation.NOTHING).matches(booked)).isTrue();
        assertThat(expects("minutes", Expectation.NOTHING).matches(late("A", 1)))
                .isFalse();
    }

    @Test
    void theDifferenceIsSaidExactlyWithLineAndWhy() throws IOException {
        Scenario scenario =
                ScenarioText.of(folder, "group-seat-management", "{at: \"2026-03-02T08:40:00\", seat: S1, badge: A}");
        Comparison comparison =
                compared(List.of(expects("verdict", VerdictKind.LATE, "agent", "A", "minutes", 2)), late("A", 1));
        assertThat(new Wording(scenario.calendar().zone()).lines(scenario, comparison))
                .containsExactly(
                        scenario.file() + ":7: expected and did not come: {verdict: late, agent: A, minutes: 2}",
                        "    nearest: {verdict: late, agent: A, date: 2026-03-02, at: 2026-03-02T08:46:00.700,"
                                + " rule: group-seat-management/04, minutes: 1}; its minutes is 1, not 2",
                        scenario.file() + ": came and was not expected: {verdict: late, agent: A, date: 2026-03-02,"
                                + " at: 2026-03-02T08:46:00.700, rule: group-seat-management/04, minutes: 1};"
                                + " why: shift-start 08:45:00, attendance.grace = 0s");
    }
}
