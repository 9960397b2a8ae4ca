package dev.seatline.server.rules.breaks;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.Finding;
import dev.seatline.server.rules.Ground;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.SeatRun;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.Watch;
import dev.seatline.wire.PersonId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// After so much work on end, a meal and a rest are due.
public final class EarnedBreak implements Rule {
    @Override
    public @Nullable Watch watch(SeatRun seat, Scene scene) {
        Duration after = scene.policy().breaks().earnAfter();
        PersonId agent = seat.agent();
        if (after == null || !scene.policy().breaks().rules().has("entitled") || agent == null || !scene.ours(agent)) {
            return null;
        }
        // due when the time is full, not when it is exceeded
        return new Watch("earned/" + seat.seat() + "/" + seat.signedIn().at(), seat.signedIn(), after.minusMillis(1));
    }

    @Override
    public void exceeded(Watch watch, @Nullable SeatRun seat, @Nullable Instant ended, Scene scene, Book book) {
        String rule = scene.policy().breaks().rules().id("entitled");
        if (seat == null || ended != null || rule == null) {
            return;
        }
        say(watch, seat, rule, "meal", scene.policy().breaks().earnMeal(), scene, book);
        say(watch, seat, rule, "rest", scene.policy().breaks().earnRest(), scene, book);
    }

    private static void say(
            Watch watch, SeatRun seat, String rule, String type, Duration length, Scene scene, Book book) {
        if (length.isPositive()) {
            book.say(new Finding(scene, rule, VerdictKind.BREAK_ENTITLED, watch.matter() + "/" + type, watch.deadline())
                    .of(seat.agent(), seat.seat())
                    .details(Details.ofMinutes((int) length.toMinutes()).type(type))
                    .fact("sign-in", watch.since(), seat.seat(), seat.agent(), "")
                    .ground(Ground.computed(
                            "worked", String.valueOf(watch.limit().plusMillis(1).toMinutes())))
                    .verdict());
        }
    }
}
