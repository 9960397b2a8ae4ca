package dev.seatline.server.rules.identity;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.Finding;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.SeatRun;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.Watch;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.wire.PersonId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Signed in, and then nothing at all: somebody may have tapped for him.
public final class IdleBadge implements Rule {
    @Override
    public @Nullable Watch watch(SeatRun seat, Scene scene) {
        Policy.Identity policy = scene.policy().identity();
        Duration idle = policy.idle();
        PersonId agent = seat.agent();
        boolean untouched = seat.active().equals(seat.signedIn());
        if (idle == null || !policy.rules().has("proxy") || agent == null || !scene.ours(agent) || !untouched) {
            return null;
        }
        return new Watch("idle-badge/" + seat.seat() + "/" + seat.signedIn().at(), seat.signedIn(), idle);
    }

    @Override
    public void exceeded(Watch watch, @Nullable SeatRun seat, @Nullable Instant ended, Scene scene, Book book) {
        String rule = scene.policy().identity().rules().id("proxy");
        if (seat == null || ended != null || rule == null) {
            return;
        }
        book.say(new Finding(scene, rule, VerdictKind.PROXY_SUSPECTED, watch.matter(), watch.deadline())
                .of(seat.agent(), seat.seat())
                .fact("sign-in", watch.since(), seat.seat(), seat.agent(), "")
                .parameter("identity.idleMin", watch.limit().toMinutes())
                .verdict());
    }
}
