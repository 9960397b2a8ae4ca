package dev.seatline.server.rules.attendance;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.DutyRun;
import dev.seatline.server.rules.Finding;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Mark;
import dev.seatline.server.rules.Roster.Duty;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.wire.Fact;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One who has no duty sits where another is rostered, who does not come, and no swap was granted. Open until the
/// other's duty is over: he may only be late.
public final class UnapprovedSwap implements Rule {
    /// Who comes so long before is there for that duty.
    private static final Duration COMES_BEFORE = Duration.ofHours(4);
    /// Who was here for his own duty may have stayed, relieved by nobody.
    private static final Duration STAYS_AFTER = Duration.ofHours(4);

    @Override
    public void happened(Happening happening, Scene scene, Book book) {
        if (!scene.policy().swaps().rules().has("unapproved")
                || !(happening instanceof Happening.Sensed sensed)
                || !(sensed.fact() instanceof Fact.SignedIn in)
                || !scene.ours(in.person())
                || own(in.person(), sensed.at(), scene)) {
            return;
        }
        for (DutyRun run : around(sensed.at(), scene)) {
            Duty duty = run.duty();
            boolean his = sensed.seat().equals(duty.seat())
                    && !duty.agent().equals(in.person())
                    && near(duty, sensed.at(), Duration.ZERO);
            Verdict before = book.standing(matter(duty));
            boolean told = before != null && in.person().equals(before.agent());
            if (his && !told && run.came() == null && !run.present() && !excused(duty, scene)) {
                say(sensed, in.person(), duty, scene, book);
            }
        }
    }

    private static boolean excused(Duty duty, Scene scene) {
        return Excuse.free(duty, scene) || Excuse.waived(duty, scene) != null;
    }

    private static List<DutyRun> around(Instant at, Scene scene) {
        List<DutyRun> runs =
                new ArrayList<>(scene.duties(scene.calendar().date(at).minusDays(1)));
        runs.addAll(scene.duties(scene.calendar().date(at)));
        runs.addAll(scene.duties(scene.calendar().date(at).plusDays(1)));
        return runs;
    }

    private static boolean near(Duty duty, Instant at, Duration after) {
        return !at.isBefore(duty.start().minus(COMES_BEFORE))
                && at.isBefore(duty.end().plus(after));
    }

    private static boolean own(PersonId person, Instant at, Scene scene) {
        return around(at, scene).stream()
                .anyMatch(run -> run.duty().agent().equals(person) && near(run.duty(), at, STAYS_AFTER));
    }

    private static void say(Happening.Sensed sensed, PersonId person, Duty duty, Scene scene, Book book) {
        String rule = scene.policy().swaps().rules().id("unapproved");
        SeatId seat = sensed.seat();
        if (rule != null) {
            book.say(new Finding(scene, rule, VerdictKind.WARNING, matter(duty), sensed.at())
                    .of(person, seat)
                    .on(duty.date())
                    .details(Details.because("unapproved-swap").type("swap"))
                    .planned("shift-start", duty.start())
                    .fact("sign-in", new Mark(sensed.at(), sensed.place().toString()), seat, person, "")
                    .fact("instead-of", new Mark(duty.start(), ""), seat, duty.agent(), "")
                    .provisional(true)
                    .verdict());
        }
    }

    private static String matter(Duty duty) {
        return "unapproved-swap/" + duty.key();
    }

    @Override
    public void duty(DutyRun run, Scene scene, Book book) {
        Duty duty = run.duty();
        Verdict standing = book.standing(matter(duty));
        if (standing == null) {
            return;
        }
        if (run.came() != null || run.present() || excused(duty, scene)) {
            book.unsay(matter(duty));
        } else if (run.over(scene.now()) && !scene.unknown(null, duty.start(), duty.end())) {
            book.say(standing.settled());
        }
    }
}
