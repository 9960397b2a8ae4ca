package dev.seatline.server.rules.busy;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.Finding;
import dev.seatline.server.rules.Mark;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.SeatRun;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.Watch;
import dev.seatline.wire.Call;
import dev.seatline.wire.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A seat that says it is ready, and lets the telephone ring on and on.
public final class Unattended implements Rule {
    @Override
    public @Nullable Watch watch(SeatRun seat, Scene scene) {
        PersonId agent = seat.agent();
        Mark ring = seat.ring();
        if (!scene.policy().busy().rules().has("unattended")
                || agent == null
                || ring == null
                || !scene.ours(agent)
                || !seat.readyAtRing()
                || !(seat.state().call() instanceof Call.Ringing)) {
            return null;
        }
        return new Watch(
                "unattended/" + seat.seat() + "/" + ring.at(),
                ring,
                scene.policy().busy().unattendedAfter());
    }

    @Override
    public void exceeded(Watch watch, @Nullable SeatRun seat, @Nullable Instant ended, Scene scene, Book book) {
        String rule = scene.policy().busy().rules().id("unattended");
        if (seat == null || ended != null || rule == null) {
            return;
        }
        book.say(new Finding(scene, rule, VerdictKind.UNATTENDED, watch.matter(), watch.deadline())
                .of(seat.agent(), seat.seat())
                .fact("ring-began", watch.since(), seat.seat(), seat.agent(), "")
                .parameter("busy.unattendedAfterSec", watch.limit().toSeconds())
                .verdict());
    }
}
