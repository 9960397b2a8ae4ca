package dev.seatline.server.rules.busy;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.Finding;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.SeatRun;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Fact;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.Reason;
import java.util.List;

/// Too many away at once: a request is refused, and who goes all the same is noticed.
public final class AwayConcurrency implements Rule {
    @Override
    public void happened(Happening happening, Scene scene, Book book) {
        Policy.Away policy = scene.policy().away();
        String rule = policy.rules().id("concurrent");
        if (rule == null
                || !(happening instanceof Happening.Sensed sensed)
                || !(sensed.fact() instanceof Fact.Declared)) {
            return;
        }
        SeatRun seat = scene.seat(sensed.seat());
        PersonId agent = seat == null ? null : seat.agent();
        if (seat == null
                || agent == null
                || !scene.ours(agent)
                || !seat.declared().at().equals(sensed.at())) {
            return;
        }
        boolean goes = seat.state().declaration() instanceof Declaration.NotReady(Reason reason)
                && policy.reasons().contains(reason.code());
        List<SeatRun> others = Places.allAway(scene).stream()
                .filter(other -> !other.seat().equals(sensed.seat()))
                .toList();
        if (!goes || others.size() < policy.maxConcurrent()) {
            return;
        }
        refused(seat, agent, rule, others, scene, book);
    }

    private static void refused(
            SeatRun seat, PersonId agent, String rule, List<SeatRun> others, Scene scene, Book book) {
        Finding finding = new Finding(
                        scene,
                        rule,
                        VerdictKind.AWAY_REFUSED,
                        "away-refused/" + seat.seat() + "/" + seat.declared().at(),
                        scene.now())
                .of(agent, seat.seat())
                .details(Details.because("concurrency"))
                .fact("asked", seat.declared(), seat.seat(), agent, "")
                .parameter("away.maxConcurrent", scene.policy().away().maxConcurrent());
        others.forEach(other -> finding.fact("on-break", other.declared(), other.seat(), other.agent(), ""));
        book.say(finding.verdict());
    }
}
