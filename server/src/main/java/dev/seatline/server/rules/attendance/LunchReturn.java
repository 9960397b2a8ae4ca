package dev.seatline.server.rules.attendance;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.Calendar;
import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.DutyRun;
import dev.seatline.server.rules.Finding;
import dev.seatline.server.rules.Mark;
import dev.seatline.server.rules.Roster.Duty;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.SeatRun;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Back late from the gap between two blocks. Those on duty in the gap have none.
public final class LunchReturn implements Rule {
    @Override
    public List<Instant> moments(Duty duty, Policy policy, Calendar calendar) {
        List<Instant> moments = new ArrayList<>();
        if (policy.attendance().lunchReturn() && duty.duty().isEmpty()) {
            for (int i = 1; i < duty.spans().size(); i++) {
                Instant back = duty.spans().get(i).from();
                if (duty.spans().get(i - 1).to().isBefore(back)) {
                    moments.add(back);
                }
            }
        }
        return moments;
    }

    @Override
    public void duty(DutyRun run, Scene scene, Book book) {
        Duty duty = run.duty();
        String rule = scene.policy().attendance().rules().id("lunch");
        if (rule == null) {
            return;
        }
        for (Instant due : moments(duty, scene.policy(), scene.calendar())) {
            String matter = "lunch/" + duty.key() + "/" + due;
            Mark back = run.back();
            boolean excused = run.came() == null || Excuse.free(duty, scene) || Excuse.waived(duty, scene) != null;
            if (scene.now().isBefore(due) || excused) {
                book.unsay(matter);
            } else if (!run.present() && scene.now().equals(due) && !scene.blind(duty)) {
                book.say(finding(run, matter, rule, due, scene)
                        .details(Details.NONE)
                        .fact("not-come", new Mark(scene.now(), ""), duty.seat(), duty.agent(), "")
                        .provisional(true)
                        .verdict());
            } else if (run.present() && back != null && back.at().equals(scene.now()) && book.open(matter)) {
                SeatRun there = scene.seatOf(duty.agent());
                if (Sight.missing(duty, there == null ? null : there.seat(), due, back.at(), scene)) {
                    book.unsay(matter);
                    continue;
                }
                book.say(finding(run, matter, rule, due, scene)
                        .details(Details.ofMinutes(Finding.minutes(due, back.at())))
                        .fact("sign-in", back, run.cameAt(), duty.agent(), "")
                        .provisional(scene.blindAnywhere())
                        .verdict());
            } else if (!run.present() && run.over(scene.now()) && book.open(matter)) {
                // he never came back: that is his going, and judged there
                book.unsay(matter);
            }
        }
    }

    private static Finding finding(DutyRun run, String matter, String rule, Instant due, Scene scene) {
        return new Finding(scene, rule, VerdictKind.LUNCH_LATE, matter, due)
                .of(run.duty().agent(), run.duty().seat())
                .on(run.duty().date())
                .planned("block-start", due);
    }
}
