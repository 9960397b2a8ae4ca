package dev.seatline.server.replay;

import dev.seatline.server.rules.Form;
import dev.seatline.server.rules.People;
import dev.seatline.server.rules.Roster;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The taps of those who were there as planned (`attend: plan`): a quarter of an hour early and ready at once, gone at
/// the end. What was approved in the file changes the plan: nobody comes on a day of leave, and a swapped duty is kept
/// by who took it over. Stateless.
final class Attendance {
    static final Duration EARLY = Duration.ofMinutes(15);

    private Attendance() {}

    /// Where a duty is kept: at its seat, at the seat of one's own, else at one that nobody else uses.
    static SeatId seat(People people, Roster.Duty duty, PersonId person) {
        if (duty.seat() != null) {
            return duty.seat();
        }
        return people.seats().values().stream()
                .filter(desk -> person.equals(desk.owner()))
                .map(People.Desk::id)
                .min(Comparator.comparing(SeatId::text))
                .orElseGet(() -> {
                    String name = "AT-" + person.text();
                    return new SeatId(name.substring(0, Math.min(32, name.length())));
                });
    }

    private record Stay(PersonId person, SeatId seat, Instant from, Instant to) {}

    /// The arrivals and departures, in the order of time.
    static List<Step> steps(Scenario scenario) {
        List<Form> approved = approved(scenario.steps());
        List<Stay> stays = new ArrayList<>();
        for (Roster.Duty duty : scenario.plannedIn()) {
            PersonId person = keeper(duty, approved);
            if (person != null) {
                stays.add(new Stay(
                        person,
                        seat(scenario.people(), duty, person),
                        duty.start().minus(EARLY),
                        duty.end()));
            }
        }
        stays.sort(Comparator.comparing(Stay::from));
        List<Step> steps = new ArrayList<>();
        for (Stay stay : joined(stays)) {
            steps.add(new Step(0, stay.from(), new Step.Arrive(stay.seat(), stay.person())));
            steps.add(new Step(0, stay.to(), new Step.Leave(stay.seat(), stay.person())));
        }
        steps.sort(Comparator.comparing(Step::at));
        return steps;
    }

    /// Who stays at the same seat does not tap in between; who changes the seat comes there when he has left.
    private static List<Stay> joined(List<Stay> stays) {
        Map<PersonId, Integer> last = new HashMap<>();
        List<Stay> joined = new ArrayList<>();
        for (Stay stay : stays) {
            Integer index = last.get(stay.person());
            Stay before = index == null ? null : joined.get(index);
            if (index != null && before != null && stay.from().isBefore(before.to())) {
                Instant end = stay.to().isAfter(before.to()) ? stay.to() : before.to();
                if (stay.seat().equals(before.seat())) {
                    joined.set(index, new Stay(stay.person(), stay.seat(), before.from(), end));
                    continue;
                }
                stay = new Stay(stay.person(), stay.seat(), before.to(), end);
            }
            last.put(stay.person(), joined.size());
            joined.add(stay);
        }
        return joined;
    }

    /// Who keeps a duty, or null when it falls to nobody.
    private static @Nullable PersonId keeper(Roster.Duty duty, List<Form> approved) {
        PersonId person = duty.agent();
        for (Form form : approved) {
            if (form instanceof Form.Swap swap) {
                if (swap.agent().equals(person) && swap.date().equals(duty.date())) {
                    person = swap.with();
                    break;
                }
                if (swap.with().equals(person) && duty.date().equals(swap.back())) {
                    person = swap.agent();
                    break;
                }
            }
        }
        for (Form form : approved) {
            if (form instanceof Form.Leave leave && leave.agent().equals(person) && leave.covers(duty.date())) {
                return null;
            }
        }
        return person;
    }

    /// Papers of which somebody approved the kind for their agent afterwards, and nobody refused it.
    private static List<Form> approved(List<Step> steps) {
        Map<String, Form> waiting = new HashMap<>();
        List<Form> approved = new ArrayList<>();
        for (Step step : steps) {
            switch (step.deed()) {
                case Step.HandIn(Form form)
                when form.agent() != null -> waiting.put(form.name() + "/" + form.agent(), form);
                case Step.Decide decide
                when decide.agent() != null -> {
                    Form form = waiting.get(decide.form() + "/" + decide.agent());
                    if (form != null && decide.decision() == Form.Decision.APPROVE && !approved.contains(form)) {
                        approved.add(form);
                    } else if (form != null && decide.decision() == Form.Decision.REFUSE) {
                        approved.remove(form);
                    }
                }
                default -> {}
            }
        }
        return approved;
    }
}
