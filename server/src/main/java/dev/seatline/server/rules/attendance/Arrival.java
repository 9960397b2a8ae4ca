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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Late, too late, or not at all. One matter: what it is in the end replaces what it was before.
public final class Arrival implements Rule {
    private static final Duration COMES_BEFORE = Duration.ofHours(4);

    @Override
    public List<Instant> moments(Duty duty, Policy policy, Calendar calendar) {
        List<Instant> moments = new ArrayList<>();
        moments.add(duty.start().plus(policy.attendance().grace()).plusMillis(1));
        Duration absence = policy.attendance().absenceAfter();
        if (absence != null) {
            moments.add(duty.start().plus(absence).plusMillis(1));
        }
        return moments;
    }

    @Override
    public void duty(DutyRun run, Scene scene, Book book) {
        Duty duty = run.duty();
        String matter = "arrival/" + duty.key();
        Mark corrected = Excuse.corrected(duty, "badge-in", scene);
        Mark came = corrected != null ? corrected : run.came();
        boolean due = scene.now()
                .isAfter(duty.start().plus(scene.policy().attendance().grace()));
        if (Excuse.free(duty, scene) || Excuse.waived(duty, scene) != null || (came == null && !due)) {
            book.unsay(matter);
        } else if (came != null) {
            came(run, matter, came, corrected != null, scene, book);
        } else if (unknown(duty.seat(), duty, scene.now(), scene)) {
            book.unsay(matter);
        } else {
            missing(run, matter, scene, book);
        }
    }

    /// Whether he may be, or have been, at a seat of which nothing was known since the duty began; or came to it
    /// before,
    /// when nothing was known, and sits there unseen. Who comes earlier does not come for this duty.
    private static boolean unknown(@Nullable SeatId seat, Duty duty, Instant until, Scene scene) {
        return scene.unknown(seat, duty.start(), until) || scene.unsure(seat, early(duty), until);
    }

    private static Instant early(Duty duty) {
        return duty.start().minus(COMES_BEFORE);
    }

    private static void came(DutyRun run, String matter, Mark came, boolean corrected, Scene scene, Book book) {
        Duty duty = run.duty();
        Policy.Attendance policy = scene.policy().attendance();
        Duration late = Duration.between(duty.start(), came.at());
        Duration absence = policy.absenceAfter();
        boolean tooLate = absence != null && late.compareTo(absence) > 0;
        String rule = tooLate ? policy.rules().id("absence") : lateRule(policy, late);
        boolean unseen = !corrected && Sight.missing(duty, run.cameAt(), duty.start(), early(duty), came.at(), scene);
        if (rule == null || late.compareTo(policy.grace()) <= 0 || unseen) {
            book.unsay(matter);
            return;
        }
        int minutes = Finding.minutes(duty.start(), came.at());
        Finding finding = new Finding(scene, rule, tooLate ? VerdictKind.ABSENCE : VerdictKind.LATE, matter, came.at())
                .of(duty.agent(), corrected ? duty.seat() : run.cameAt())
                .on(duty.date())
                .details(Details.ofMinutes(minutes).reason(tooLate ? "too-late" : null))
                .planned("shift-start", duty.start())
                .fact(corrected ? "correction" : "sign-in", came, run.cameAt(), duty.agent(), "")
                .parameter("late.grace", policy.grace().toMinutes())
                .provisional(unknown(null, duty, came.at(), scene));
        if (absence != null) {
            finding.parameter("late.absenceAfterMin", absence.toMinutes());
        }
        book.say(finding.verdict());
    }

    private static @Nullable String lateRule(Policy.Attendance policy, Duration late) {
        return banded(policy.rules().id("late"), policy, late);
    }

    /// The rule of being late or early by so much, where that is a rule at all: the band's, where there are bands.
    static @Nullable String banded(@Nullable String rule, Policy.Attendance policy, Duration by) {
        Policy.Band band = band(policy, by);
        return rule == null || band == null ? rule : band.rule();
    }

    private static Policy.@Nullable Band band(Policy.Attendance policy, Duration late) {
        for (Policy.Band band : policy.bands()) {
            Duration upTo = band.upTo();
            if (upTo == null || late.compareTo(upTo) <= 0) {
                return band;
            }
        }
        return null;
    }

    /// Not there and not known to be elsewhere: provisional until the duty is over.
    private static void missing(DutyRun run, String matter, Scene scene, Book book) {
        Duty duty = run.duty();
        Policy.Attendance policy = scene.policy().attendance();
        Duration absence = policy.absenceAfter();
        boolean over = run.over(scene.now());
        boolean absent =
                over || (absence != null && scene.now().isAfter(duty.start().plus(absence)));
        String noShow = Objects.requireNonNullElse(policy.rules().id("noShow"), "");
        String rule = over && !noShow.isEmpty()
                ? noShow
                : absent && policy.rules().has("absence")
                        ? policy.rules().id("absence")
                        : lateRule(policy, Duration.between(duty.start(), scene.now()));
        String unapproved = over ? Excuse.unapproved(duty, scene) : null;
        if (unapproved != null) {
            rule = unapproved;
        } else if (rule == null || (over && noShow.isEmpty() && !policy.rules().has("absence"))) {
            book.unsay(matter);
            return;
        }
        String reason =
                !absent ? null : !over ? "too-late" : Excuse.askedLeave(duty, scene) ? "unapproved-leave" : "no-show";
        Finding finding = new Finding(
                        scene, rule, absent ? VerdictKind.ABSENCE : VerdictKind.LATE, matter, duty.start())
                .of(duty.agent(), duty.seat())
                .on(duty.date())
                .details(Details.because("").reason(reason))
                .planned("shift-start", duty.start())
                .planned("shift-end", duty.end())
                .fact("not-come", new Mark(over ? duty.end() : scene.now(), ""), duty.seat(), duty.agent(), "")
                .parameter("late.grace", policy.grace().toMinutes())
                .provisional(!over || unknown(null, duty, scene.now(), scene));
        book.say(finding.verdict());
    }
}
