package dev.seatline.server.rules.headset;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.Finding;
import dev.seatline.server.rules.Mark;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.SeatRun;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.Watch;
import dev.seatline.server.rules.Wish;
import dev.seatline.server.rules.busy.Places;
import dev.seatline.wire.Call;
import dev.seatline.wire.Headset;
import dev.seatline.wire.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The headset is where it should not be. One rule for each such place.
public final class HeadsetReminder implements Rule {
    private final Wrong wrong;

    public HeadsetReminder(Wrong wrong) {
        this.wrong = wrong;
    }

    /// Where a headset should not be.
    public enum Wrong {
        READY_ON_REST("readyOnRest", "ready-on-rest"),
        AWAY_LIFTED("awayLifted", "away-lifted"),
        OFF_DUTY_LIFTED("offDutyLifted", "off-duty-lifted");

        private final String rule;
        private final String reason;

        Wrong(String rule, String reason) {
            this.rule = rule;
            this.reason = reason;
        }
    }

    @Override
    public @Nullable Watch watch(SeatRun seat, Scene scene) {
        PersonId last = seat.last();
        if (!scene.policy().headset().rules().has(wrong.rule)
                || last == null
                || !scene.ours(last)
                || !is(seat, scene)) {
            return null;
        }
        Mark since = seat.headset().at().isAfter(seat.declared().at()) ? seat.headset() : seat.declared();
        Mark here =
                wrong == Wrong.OFF_DUTY_LIFTED && seat.signedIn().at().isAfter(since.at()) ? seat.signedIn() : since;
        return new Watch(
                "headset/" + wrong.reason + "/" + seat.seat() + "/" + here.at(),
                here,
                scene.policy().headset().grace());
    }

    private boolean is(SeatRun seat, Scene scene) {
        boolean quiet = !seat.inCall() && !(seat.state().call() instanceof Call.Ringing);
        return switch (wrong) {
            // a hook that is the line's rests until somebody rings
            case READY_ON_REST ->
                scene.people().desk(seat.seat()).worn()
                        && seat.ready()
                        && quiet
                        && seat.headsetPlace() == Headset.RESTING;
            case AWAY_LIFTED -> quiet && seat.headsetPlace() == Headset.LIFTED && Places.away(seat, scene.policy());
            case OFF_DUTY_LIFTED -> seat.agent() == null && seat.headsetPlace() == Headset.LIFTED;
        };
    }

    @Override
    public void exceeded(Watch watch, @Nullable SeatRun seat, @Nullable Instant ended, Scene scene, Book book) {
        String rule = scene.policy().headset().rules().id(wrong.rule);
        if (seat == null || ended != null || rule == null) {
            return;
        }
        book.say(new Finding(scene, rule, VerdictKind.HEADSET_REMINDER, watch.matter(), watch.deadline())
                .of(seat.last(), seat.seat())
                .details(Details.because(wrong.reason))
                .fact(
                        "headset",
                        seat.headset(),
                        seat.seat(),
                        seat.last(),
                        seat.headsetPlace().name())
                .fact(
                        "declared",
                        seat.declared(),
                        seat.seat(),
                        seat.last(),
                        seat.state().shown().name())
                .parameter("headset.graceSec", watch.limit().toSeconds())
                .verdict());
        book.want(new Wish.Remind(seat.seat(), "HEAd", scene.now()));
    }
}
