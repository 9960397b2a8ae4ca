package dev.seatline.server.rules.judge;

import dev.seatline.server.rules.Form;
import dev.seatline.server.rules.Papers;
import dev.seatline.server.rules.Roster;
import dev.seatline.server.rules.Roster.Duty;
import dev.seatline.server.rules.Standing;
import dev.seatline.wire.PersonId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Who works on a day once the approved swaps are done.
final class Swapped {
    private Swapped() {}

    /// The roster's duties of a team, and those that its people took over. A duty given away stays in the list: that
    /// its agent need not come is for the rules of attendance to see, from the same paper.
    static List<Duty> duties(
            Roster roster, Papers papers, Map<String, Standing> standings, LocalDate day, Predicate<PersonId> ours) {
        List<Duty> all = new ArrayList<>();
        for (Duty duty : roster.on(day)) {
            if (ours.test(duty.agent())) {
                all.add(duty);
            }
        }
        for (Papers.Paper paper : papers.all(Form.Swap.class)) {
            Form.Swap swap = (Form.Swap) paper.form();
            if (!(standings.get(paper.id()) instanceof Standing.Accepted)) {
                continue;
            }
            if (day.equals(swap.date())) {
                taken(roster, day, swap.agent(), swap.with(), ours, all);
            }
            if (day.equals(swap.back())) {
                taken(roster, day, swap.with(), swap.agent(), ours, all);
            }
        }
        return all;
    }

    private static void taken(
            Roster roster, LocalDate day, PersonId from, PersonId to, Predicate<PersonId> ours, List<Duty> all) {
        if (!ours.test(to)) {
            return;
        }
        for (Duty duty : roster.on(day)) {
            if (duty.agent().equals(from)) {
                all.add(new Duty(to, day, duty.shift(), duty.seat(), duty.duty(), duty.spans()));
            }
        }
    }
}
