package dev.seatline.server.rules.handover;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.DutyRun;
import dev.seatline.server.rules.Finding;
import dev.seatline.server.rules.Form;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Mark;
import dev.seatline.server.rules.Papers;
import dev.seatline.server.rules.Roster.Duty;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.wire.Fact;
import dev.seatline.wire.PersonId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The shift goes when whoever leads the next one has accepted what is handed over, unless a leader lets a seat go.
/// Where nobody who could accept is rostered next, nothing is said.
public final class LeftBeforeAcceptance implements Rule {
    private static final Duration NEAR = Duration.ofHours(1);

    @Override
    public void happened(Happening happening, Scene scene, Book book) {
        String rule = scene.policy().handovers().rules().id("accepted");
        if (rule == null
                || !(happening instanceof Happening.Sensed sensed)
                || !(sensed.fact() instanceof Fact.SignedOut out)
                || !scene.ours(out.person())) {
            return;
        }
        DutyRun run = scene.duty(out.person());
        if (run == null
                || run.came() == null
                || sensed.at().isBefore(run.duty().end().minus(NEAR))) {
            return;
        }
        Duty duty = run.duty();
        PersonId next = next(duty, scene);
        if (next == null || accepted(duty, scene, book) || Following.released(duty, sensed.seat(), scene)) {
            return;
        }
        book.say(new Finding(scene, rule, VerdictKind.HANDOVER_MISSING, "not-accepted/" + duty.key(), sensed.at())
                .of(duty.agent(), sensed.seat())
                .on(duty.date())
                .planned("shift-end", duty.end())
                .fact("sign-out", new Mark(sensed.at(), sensed.place().toString()), sensed.seat(), duty.agent(), "")
                .fact("not-accepted", new Mark(sensed.at(), ""), null, next, "")
                .verdict());
    }

    /// Who is to accept: one with the role whose duty follows.
    private static @Nullable PersonId next(Duty duty, Scene scene) {
        for (DutyRun run : Following.near(duty, scene)) {
            Duty other = run.duty();
            boolean follows = other.end().isAfter(duty.end())
                    && Duration.between(other.start(), duty.end()).abs().compareTo(NEAR) <= 0;
            if (follows && !other.agent().equals(duty.agent()) && accepts(other.agent(), scene)) {
                return other.agent();
            }
        }
        return null;
    }

    private static boolean accepts(PersonId person, Scene scene) {
        Policy.Handovers policy = scene.policy().handovers();
        return policy.acceptedBy().stream().anyMatch(role -> scene.people().has(person, role));
    }

    /// Whether what this shift handed over has been accepted, and not refused at that moment.
    private static boolean accepted(Duty duty, Scene scene, Book book) {
        for (Papers.Paper paper : scene.papers().all(Form.Handover.class)) {
            PersonId by = paper.form().agent();
            boolean shifts = by != null && scene.ours(by) && !paper.at().isBefore(duty.start());
            for (Papers.Decided decided : paper.decisions()) {
                boolean yes =
                        decided.decision() == Form.Decision.APPROVE || decided.decision() == Form.Decision.ACKNOWLEDGE;
                if (shifts && yes && accepts(decided.by(), scene) && !refused(by, decided.at(), scene, book)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean refused(@Nullable PersonId by, Instant at, Scene scene, Book book) {
        Verdict standing = by == null
                ? null
                : book.standing(Acceptance.matter(by, scene.calendar().date(at)));
        return standing != null && standing.at().equals(at);
    }
}
