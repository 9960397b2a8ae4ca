package dev.seatline.server.rules.coverage;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.Calendar;
import dev.seatline.server.rules.Finding;
import dev.seatline.server.rules.Form;
import dev.seatline.server.rules.Ground;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.policy.Policy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/// The next month's roster has to be filed in time.
public final class RosterFiling implements Rule {
    @Override
    public List<Instant> moments(LocalDate day, Policy policy, Calendar calendar) {
        boolean due = policy.planning().rules().has("roster")
                && day.getDayOfMonth() == policy.planning().rosterDueDay();
        return due ? List.of(calendar.begin(day)) : List.of();
    }

    @Override
    public void moment(Scene scene, Book book) {
        String rule = scene.policy().planning().rules().id("roster");
        LocalDate today = scene.calendar().date(scene.now());
        Instant due = scene.calendar().begin(today);
        if (rule == null
                || today.getDayOfMonth() != scene.policy().planning().rosterDueDay()
                || !scene.now().equals(due)) {
            return;
        }
        YearMonth next = YearMonth.from(today).plusMonths(1);
        boolean filed = scene.papers().all(Form.RosterFiled.class).stream()
                .anyMatch(paper -> paper.form() instanceof Form.RosterFiled(YearMonth month) && month.equals(next));
        if (!filed) {
            book.say(new Finding(scene, rule, VerdictKind.ROSTER_OVERDUE, "roster/" + scene.team() + "/" + next, due)
                    .planned("proof-due", due)
                    .ground(Ground.computed("period", next.toString()))
                    .parameter(
                            "planning.rosterDueDay", scene.policy().planning().rosterDueDay())
                    .verdict());
        }
    }
}
