package dev.seatline.server.rules.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.config.Loaded;
import dev.seatline.server.regulation.PolicyFile;
import dev.seatline.server.rules.Calendar;
import dev.seatline.server.rules.People;
import dev.seatline.server.rules.Regulations;
import dev.seatline.server.rules.Roster;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.server.rules.policy.Segment;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a defect of a rule costs.
final class FaultsTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final Calendar CALENDAR = new Calendar(ZoneId.of("Asia/Shanghai"), Set.of(), Set.of(), Map.of());
    private static final PersonId A = new PersonId("A");
    private static final PersonId B = new PersonId("B");

    private static Roster.Duty duty(PersonId agent, LocalDate day, Instant from, Instant to) {
        return new Roster.Duty(
                agent, day, "day", new SeatId("S-" + agent), "", List.of(new Roster.Span(Segment.Kind.SEAT, from, to)));
    }

    private static Roster.Duty duty(PersonId agent, LocalDate day) {
        return duty(agent, day, CALENDAR.at(day, LocalTime.of(9, 0)), CALENDAR.at(day, LocalTime.of(17, 0)));
    }

    /// On Monday agent A has a duty that no rule can reckon with.
    private static Site site() throws Exception {
        Policy policy = switch (PolicyFile.load(Path.of("../config/policies/group-seat-management.yaml"))) {
            case Loaded.Right<Policy>(Policy right) -> right;
            case Loaded.Wrong<Policy> wrong -> throw new AssertionError(wrong.text());
        };
        Map<PersonId, People.Member> people = new HashMap<>();
        for (PersonId agent : List.of(A, B)) {
            people.put(agent, new People.Member(agent, "T1", Set.of("agent"), true));
        }
        Roster roster = new Roster(List.of(
                duty(A, MONDAY, Instant.MAX, Instant.MAX),
                duty(B, MONDAY),
                duty(A, MONDAY.plusDays(1)),
                duty(B, MONDAY.plusDays(1))));
        return new Site(
                new People(people, Map.of(), List.of()), CALENDAR, roster, Regulations.of(Map.of("T1", policy)));
    }

    @Test
    void aDayThatCannotBeOpenedCostsThatDutyAndNothingElse() throws Exception {
        List<RuntimeException> faults = new ArrayList<>();
        Judge judge = new Judge(site(), CALENDAR.begin(MONDAY), Duration.ofDays(2), faults::add);
        judge.goOn(CALENDAR.begin(MONDAY.plusDays(2)));
        assertThat(faults).isNotEmpty();
        assertThat(judge.verdicts())
                .filteredOn(verdict -> verdict.kind() == VerdictKind.ABSENCE)
                .extracting(verdict -> verdict.agent() + " " + verdict.date())
                .containsExactlyInAnyOrder("B 2026-03-02", "A 2026-03-03", "B 2026-03-03");
    }

    @Test
    void aDefectShowsAtOnceWhereNobodyTakesIt() throws Exception {
        Judge judge = new Judge(site(), CALENDAR.begin(MONDAY));
        assertThatThrownBy(() -> judge.goOn(CALENDAR.begin(MONDAY.plusDays(2)))).isInstanceOf(RuntimeException.class);
    }
}
