package dev.seatline.server.replay;

import dev.seatline.server.rules.Calendar;
import dev.seatline.server.rules.People;
import dev.seatline.server.rules.Regulations;
import dev.seatline.server.rules.Roster;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.judge.Site;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.wire.PersonId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A scenario file, read.
///
/// @param policies by team
/// @param plannedIn duties that were kept as planned, without taps in the file
/// @param steps in the order of time; those of one instant in the order of the file
/// @param until how far time runs
/// @param partial whether only the kinds that are listed are compared
/// @param none kinds of which no verdict may come
public record Scenario(
        Path file,
        String title,
        Map<String, Policy> policies,
        Calendar calendar,
        People people,
        Roster roster,
        List<Roster.Duty> plannedIn,
        List<Step> steps,
        Instant until,
        List<Expectation> expected,
        boolean partial,
        Set<VerdictKind> none) {
    public Scenario {
        plannedIn = List.copyOf(plannedIn);
        steps = List.copyOf(steps);
        expected = List.copyOf(expected);
        none = Set.copyOf(none);
    }

    Site site() {
        return new Site(people, calendar, roster, Regulations.of(policies));
    }

    /// The beginning of the first day that the file tells of.
    Instant begins() {
        Instant first = until;
        for (Step step : steps) {
            first = step.at().isBefore(first) ? step.at() : first;
        }
        LocalDate day = calendar.date(first);
        for (Roster.Duty duty : roster.all()) {
            LocalDate comes = calendar.date(duty.start().minus(Attendance.EARLY));
            day = comes.isBefore(day) ? comes : day;
        }
        return calendar.begin(day);
    }

    /// The policy of an agent's team, or any when he is in none.
    Policy policyOf(PersonId person) {
        People.Member member = people.people().get(person);
        Policy own = member == null ? null : policies.get(member.team());
        return own != null ? own : policies.values().iterator().next();
    }
}
