package dev.seatline.server.rules.handover;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.Finding;
import dev.seatline.server.rules.Form;
import dev.seatline.server.rules.Ground;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Mark;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Nothing is handed over while an abnormal matter is open, or while there are visitors.
public final class Acceptance implements Rule {
    @Override
    public void happened(Happening happening, Scene scene, Book book) {
        if (happening instanceof Happening.Handed handed && handed.form() instanceof Form.Handover form) {
            check(form.agent(), form.seat(), handed, scene, book);
        } else if (happening instanceof Happening.Decided decided
                && decided.form().equals("handover")
                && decided.decision() != Form.Decision.REFUSE
                && decided.agent() != null) {
            check(decided.agent(), decided.seat(), decided, scene, book);
        }
    }

    /// What is refused of an agent's handing over on a day.
    static String matter(PersonId agent, LocalDate day) {
        return "handover/" + agent + "/" + day;
    }

    private static void check(PersonId agent, @Nullable SeatId seat, Happening happening, Scene scene, Book book) {
        Policy.Handovers policy = scene.policy().handovers();
        String incident = policy.rules().id("incident");
        String freeze = policy.rules().id("freeze");
        String period = policy.freezePeriod();
        String matter = matter(agent, scene.calendar().date(happening.at()));
        if (!scene.ours(agent)) {
            return;
        }
        if (incident != null && !scene.incidents().isEmpty()) {
            Finding finding = refused(incident, "incident", agent, seat, matter, happening, scene);
            scene.incidents().forEach(id -> finding.ground(Ground.computed("incident", id)));
            book.say(finding.verdict());
        } else if (freeze != null && period != null && scene.calendar().in(period, happening.at())) {
            book.say(refused(freeze, "visit", agent, seat, matter, happening, scene)
                    .ground(Ground.computed("period", period))
                    .verdict());
        }
    }

    private static Finding refused(
            String rule,
            String reason,
            PersonId agent,
            @Nullable SeatId seat,
            String matter,
            Happening happening,
            Scene scene) {
        return new Finding(scene, rule, VerdictKind.HANDOVER_REFUSED, matter, happening.at())
                .of(agent, seat)
                .details(Details.because(reason))
                .fact("form", new Mark(happening.at(), happening.place().toString()), seat, agent, "handover");
    }
}
