package dev.seatline.server.rules.busy;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.Finding;
import dev.seatline.server.rules.Mark;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.SeatRun;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.Watch;
import dev.seatline.wire.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Away from the seat for longer than the leader allows.
public final class AwayOverrun implements Rule {
    @Override
    public @Nullable Watch watch(SeatRun seat, Scene scene) {
        PersonId agent = seat.agent();
        if (!scene.policy().away().rules().has("overrun")
                || agent == null
                || !scene.ours(agent)
                || !Places.away(seat, scene.policy())
                || Places.health(seat)) {
            return null;
        }
        return new Watch(
                "away/" + seat.seat() + "/" + seat.declared().at(),
                seat.declared(),
                scene.policy().away().max());
    }

    @Override
    public void exceeded(Watch watch, @Nullable SeatRun seat, @Nullable Instant ended, Scene scene, Book book) {
        String rule = scene.policy().away().rules().id("overrun");
        if (seat == null || rule == null) {
            return;
        }
        Verdict told = book.standing(watch.matter());
        PersonId agent = told != null ? told.agent() : seat.agent();
        Finding finding = new Finding(scene, rule, VerdictKind.AWAY_OVERRUN, watch.matter(), watch.deadline())
                .of(agent, seat.seat())
                .fact("declared", watch.since(), seat.seat(), agent, "AWAY")
                .parameter("away.maxMin", watch.limit().toMinutes());
        if (told != null) {
            finding.on(told.date());
        }
        if (ended != null) {
            finding.details(Details.ofMinutes(Finding.minutes(watch.since().at().plus(watch.limit()), ended)))
                    .fact("ended", new Mark(ended, ""), seat.seat(), agent, "");
        }
        book.say(finding.verdict());
    }
}
