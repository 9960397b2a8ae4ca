package dev.seatline.server.rules.requests;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.Calendar;
import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.DutyRun;
import dev.seatline.server.rules.Finding;
import dev.seatline.server.rules.Form;
import dev.seatline.server.rules.Mark;
import dev.seatline.server.rules.Papers;
import dev.seatline.server.rules.Roster.Duty;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.Standing;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.wire.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// Sick leave needs its paper by the end of the first day back.
public final class ProofOfSickness implements Rule {
    @Override
    public List<Instant> moments(Duty duty, Policy policy, Calendar calendar) {
        return policy.leaves().rules().has("proof")
                ? List.of(calendar.begin(duty.date().plusDays(1)))
                : List.of();
    }

    @Override
    public void duty(DutyRun run, Scene scene, Book book) {
        String rule = scene.policy().leaves().rules().id("proof");
        Duty duty = run.duty();
        Instant due = scene.calendar().begin(duty.date().plusDays(1));
        if (rule == null || scene.now().isBefore(due)) {
            return;
        }
        for (Papers.Paper paper : scene.papers().of(duty.agent(), Form.Leave.class)) {
            Form.Leave leave = (Form.Leave) paper.form();
            boolean meant = scene.policy().leaves().proofTypes().contains(leave.type())
                    && scene.standing(paper) instanceof Standing.Accepted
                    && firstBack(duty, leave, scene);
            if (!meant) {
                continue;
            }
            String matter = "proof/" + paper.id();
            boolean handed = scene.papers().of(duty.agent(), Form.Proof.class).stream()
                    .anyMatch(proof -> proof.at().isBefore(due)
                            && proof.form() instanceof Form.Proof(PersonId _, LocalDate date)
                            && !date.isBefore(leave.from())
                            && !date.isAfter(duty.date()));
            if (handed) {
                book.unsay(matter);
            } else {
                book.say(new Finding(scene, rule, VerdictKind.ABSENCE, matter, due)
                        .of(duty.agent(), null)
                        .on(duty.date())
                        .details(Details.because("no-proof"))
                        .fact("form", new Mark(paper.at(), paper.id()), null, duty.agent(), "leave")
                        .planned("proof-due", due)
                        .verdict());
            }
        }
    }

    private static boolean firstBack(Duty duty, Form.Leave leave, Scene scene) {
        if (!duty.date().isAfter(leave.to()) || duty.date().isAfter(leave.to().plusDays(31))) {
            return false;
        }
        for (LocalDate day = leave.to().plusDays(1); day.isBefore(duty.date()); day = day.plusDays(1)) {
            if (!scene.duties(duty.agent(), day).isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
