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
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.wire.SeatId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// Gone too early, or gone without a tap.
public final class Departure implements Rule {
    /// Ours: so long after the end a tap may still be the going.
    private static final Duration TAP_AWAITED = Duration.ofHours(4);

    @Override
    public List<Instant> moments(Duty duty, Policy policy, Calendar calendar) {
        return policy.attendance().rules().has("missedBadge")
                ? List.of(duty.end(), duty.end().plus(TAP_AWAITED), proofDue(duty, policy, calendar))
                : List.of(duty.end());
    }

    private static Instant proofDue(Duty duty, Policy policy, Calendar calendar) {
        LocalDate day = duty.date();
        for (int i = 0; i < policy.attendance().proofDays(); i++) {
            do {
                day = day.plusDays(1);
            } while (!calendar.worked(day) && day.isBefore(duty.date().plusDays(60)));
        }
        return calendar.begin(day.plusDays(1));
    }

    @Override
    public void duty(DutyRun run, Scene scene, Book book) {
        Duty duty = run.duty();
        String matter = "departure/" + duty.key();
        String missed = "missed-out/" + duty.key();
        Mark corrected = Excuse.corrected(duty, "badge-out", scene);
        boolean excused = run.came() == null || Excuse.free(duty, scene) || Excuse.waived(duty, scene) != null;
        if (!run.over(scene.now()) || excused) {
            book.unsay(matter);
            book.unsay(missed);
        } else if (corrected != null) {
            book.unsay(missed);
            left(run, matter, corrected, true, scene, book);
        } else if (run.present()) {
            book.unsay(matter);
            stays(run, matter, missed, scene, book);
        } else {
            book.unsay(missed);
            Mark left = run.left();
            if (left != null) {
                left(run, matter, left, false, scene, book);
            }
        }
    }

    private static void left(DutyRun run, String matter, Mark left, boolean corrected, Scene scene, Book book) {
        Duty duty = run.duty();
        Policy.Attendance policy = scene.policy().attendance();
        Duration early = Duration.between(left.at(), duty.end());
        Duration absence = policy.absenceAfter();
        boolean tooEarly = absence != null && early.compareTo(absence) > 0;
        String rule = tooEarly
                ? policy.rules().id("absence")
                : Arrival.banded(policy.rules().id("early"), policy, early);
        SeatId seat = run.leftAt();
        boolean blind = seat != null
                && (scene.unknown(duty.seat(), left.at(), duty.end()) || scene.unknown(seat, left.at(), duty.end()));
        if (rule == null || !early.isPositive() || blind || mayGo(run, left, scene)) {
            book.unsay(matter);
            return;
        }
        Finding finding = new Finding(
                        scene, rule, tooEarly ? VerdictKind.ABSENCE : VerdictKind.EARLY_LEAVE, matter, left.at())
                .of(duty.agent(), seat)
                .on(duty.date())
                .details(Details.ofMinutes(Finding.minutes(left.at(), duty.end()))
                        .reason(tooEarly ? "too-early" : null))
                .planned("shift-end", duty.end())
                .fact(corrected ? "correction" : "sign-out", left, seat, duty.agent(), "")
                .provisional(scene.unknown(null, left.at(), duty.end()));
        if (absence != null) {
            finding.parameter("late.absenceAfterMin", absence.toMinutes());
        }
        book.say(finding.verdict());
    }

    /// A leader's seat may go once the named period of the day is over.
    private static boolean mayGo(DutyRun run, Mark left, Scene scene) {
        String period = scene.policy().attendance().leaderSeatsFreeAfter();
        SeatId seat = run.cameAt();
        boolean leader = scene.people().has(run.duty().agent(), "team-leader")
                || (seat != null && scene.people().desk(seat).kind().equals("leader"));
        if (period == null || !leader) {
            return false;
        }
        Instant end = run.duty().end();
        for (Instant at = left.at(); at.isBefore(end); at = at.plusSeconds(60)) {
            if (scene.calendar().in(period, at)) {
                return false;
            }
        }
        return true;
    }

    /// Still signed in long after the end: the going was not told.
    private static void stays(DutyRun run, String matter, String missed, Scene scene, Book book) {
        Duty duty = run.duty();
        Policy.Attendance policy = scene.policy().attendance();
        String rule = policy.rules().id("missedBadge");
        Mark back = run.back();
        Instant awaited = duty.end().plus(TAP_AWAITED);
        if (rule == null
                || back == null
                || scene.now().isBefore(awaited)
                || scene.unknown(duty.seat(), back.at(), awaited)
                || Sight.missing(duty, run.cameAt(), back.at(), awaited, scene)) {
            book.unsay(missed);
            return;
        }
        boolean unsure = scene.unknown(null, back.at(), awaited);
        Instant due = proofDue(duty, scene.policy(), scene.calendar());
        book.say(new Finding(scene, rule, VerdictKind.MISSED_BADGE, missed, duty.end())
                .of(duty.agent(), run.cameAt())
                .on(duty.date())
                .details(Details.because("out"))
                .planned("shift-end", duty.end())
                .fact("still-signed-in", back, run.cameAt(), duty.agent(), "")
                .parameter("badge.proofDays", policy.proofDays())
                .provisional(unsure)
                .verdict());
        book.say(new Finding(scene, rule, VerdictKind.EARLY_LEAVE, matter, duty.end())
                .of(duty.agent(), run.cameAt())
                .on(duty.date())
                .details(Details.because("no-proof"))
                .planned("shift-end", duty.end())
                .fact("still-signed-in", back, run.cameAt(), duty.agent(), "")
                .planned("proof-due", due)
                .parameter("badge.proofDays", policy.proofDays())
                .provisional(scene.now().isBefore(due) || unsure)
                .verdict());
    }
}
