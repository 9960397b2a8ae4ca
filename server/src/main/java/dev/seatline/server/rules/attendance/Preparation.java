package dev.seatline.server.rules.attendance;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.Calendar;
import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.DutyRun;
import dev.seatline.server.rules.Finding;
import dev.seatline.server.rules.Mark;
import dev.seatline.server.rules.Roster.Duty;
import dev.seatline.server.rules.Roster.Span;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.SeatRun;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.server.rules.policy.Segment;
import dev.seatline.wire.Headset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// There ahead of the start, and the seat ready ahead of each block. Whoever is late is late, and nothing of this.
public final class Preparation implements Rule {
    private static final Duration COMES_BEFORE = Duration.ofHours(4);

    @Override
    public List<Instant> moments(Duty duty, Policy policy, Calendar calendar) {
        List<Instant> moments = new ArrayList<>();
        if (policy.attendance().rules().has("prepared")) {
            for (Span span : duty.spans()) {
                if (span.kind() == Segment.Kind.SEAT) {
                    moments.add(span.from().minus(policy.attendance().preparedBefore()));
                }
            }
        }
        return moments;
    }

    @Override
    public void duty(DutyRun run, Scene scene, Book book) {
        lead(run, scene, book);
        boolean excused = Excuse.free(run.duty(), scene) || Excuse.waived(run.duty(), scene) != null;
        for (Instant due : moments(run.duty(), scene.policy(), scene.calendar())) {
            String matter = "prepared/" + run.duty().key() + "/" + due;
            boolean first = due.isBefore(run.duty().start());
            if (excused || (first && notThere(run, scene))) {
                book.unsay(matter);
            } else if (first && book.open(matter) && run.came() != null) {
                settle(run, matter, due, scene, book);
            } else if (!first && run.came() == null) {
                book.unsay(matter);
            } else if (scene.now().equals(due) && !scene.blind(run.duty())) {
                prepared(run, matter, due, scene, book);
            }
        }
    }

    /// The shift has begun without him: he is late, or absent.
    private static boolean notThere(DutyRun run, Scene scene) {
        Mark came = run.came();
        Instant start = run.duty().start();
        return came == null ? scene.now().isAfter(start) : came.at().isAfter(start);
    }

    /// He came before the shift began, and after the seat had to be ready.
    private static void settle(DutyRun run, String matter, Instant due, Scene scene, Book book) {
        Verdict open = book.standing(matter);
        if (open != null && !scene.unknown(null, due, run.duty().start())) {
            book.say(open.settled());
        }
    }

    private static void prepared(DutyRun run, String matter, Instant due, Scene scene, Book book) {
        String rule = scene.policy().attendance().rules().id("prepared");
        SeatRun seat = scene.seatOf(run.duty().agent());
        // a hook that is the line's rests until somebody rings
        boolean hung =
                seat != null && scene.people().desk(seat.seat()).worn() && seat.headsetPlace() == Headset.RESTING;
        boolean ready = seat != null && seat.ready() && !hung;
        // in a call he is more than ready
        boolean busy = seat != null && seat.inCall();
        // he may sit elsewhere than he was rostered, and nothing is known of that seat
        boolean unseen = seat != null && seat.lost();
        if (rule == null || ready || busy || unseen) {
            book.unsay(matter);
            return;
        }
        Finding finding = new Finding(scene, rule, VerdictKind.NOT_PREPARED, matter, due)
                .of(run.duty().agent(), seat == null ? run.duty().seat() : seat.seat())
                .on(run.duty().date())
                .planned("block-start", due.plus(scene.policy().attendance().preparedBefore()))
                .parameter(
                        "lead.readyMin",
                        scene.policy().attendance().preparedBefore().toMinutes())
                // who is not here yet may come late, and is told so then
                .provisional(scene.blindAnywhere() || run.came() == null);
        if (seat == null) {
            finding.fact(
                    "not-come", new Mark(due, ""), run.duty().seat(), run.duty().agent(), "");
        } else {
            finding.fact(
                            "declared",
                            seat.declared(),
                            seat.seat(),
                            seat.agent(),
                            seat.state().shown().name())
                    .fact(
                            "headset",
                            seat.headset(),
                            seat.seat(),
                            seat.agent(),
                            seat.headsetPlace().name());
        }
        book.say(finding.verdict());
    }

    private static void lead(DutyRun run, Scene scene, Book book) {
        Policy.Attendance policy = scene.policy().attendance();
        Duty duty = run.duty();
        boolean leader = scene.people().has(duty.agent(), "duty-leader");
        String rule = leader && policy.rules().has("leaderLead")
                ? policy.rules().id("leaderLead")
                : policy.rules().id("lead");
        Duration lead = leader && policy.rules().has("leaderLead") ? policy.leaderLead() : policy.lead();
        String matter = "lead/" + duty.key();
        Mark came = run.came();
        Mark tapped = run.tapped();
        boolean early = came != null && tapped != null && !tapped.at().isAfter(duty.start());
        Instant due = duty.start().minus(lead);
        boolean excused = Excuse.free(duty, scene)
                || Excuse.waived(duty, scene) != null
                || Excuse.corrected(duty, "badge-in", scene) != null;
        if (rule == null
                || tapped == null
                || !early
                || excused
                || !tapped.at().isAfter(due)
                || Sight.missing(duty, run.cameAt(), due, duty.start().minus(COMES_BEFORE), tapped.at(), scene)) {
            book.unsay(matter);
            return;
        }
        book.say(new Finding(scene, rule, VerdictKind.LEAD_SHORT, matter, tapped.at())
                .of(duty.agent(), run.cameAt())
                .on(duty.date())
                .details(Details.ofMinutes(Finding.minutes(due, tapped.at())))
                .planned("shift-start", duty.start())
                .fact("sign-in", tapped, run.cameAt(), duty.agent(), "")
                .parameter(leader && policy.rules().has("leaderLead") ? "lead.leaderMin" : "lead.min", lead.toMinutes())
                .provisional(scene.unknown(null, due, tapped.at())
                        || scene.unsure(null, duty.start().minus(COMES_BEFORE), tapped.at()))
                .verdict());
    }
}
