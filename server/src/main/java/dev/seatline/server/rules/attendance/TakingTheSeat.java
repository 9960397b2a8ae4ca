package dev.seatline.server.rules.attendance;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.DutyRun;
import dev.seatline.server.rules.Finding;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.SeatRun;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.Watch;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.Reason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who takes his seat is soon ready for calls. Before the shift begins he may prepare as long as he likes.
public final class TakingTheSeat implements Rule {
    @Override
    public @Nullable Watch watch(SeatRun seat, Scene scene) {
        Policy.Attendance policy = scene.policy().attendance();
        PersonId agent = seat.agent();
        DutyRun run = agent == null ? null : scene.duty(agent);
        boolean untouched = seat.state().declaration() instanceof Declaration.NotReady(Reason reason)
                && reason.equals(Reason.WARM_UP);
        if (!policy.rules().has("seated")
                || agent == null
                || run == null
                || !untouched
                || seat.inCall()
                || !scene.ours(agent)) {
            return null;
        }
        Instant since = seat.signedIn().at();
        Instant start = run.duty().start();
        Instant begin = since.isBefore(start) ? start : since;
        return run.over(begin)
                ? null
                : new Watch(
                        "seated/" + seat.seat() + "/" + since,
                        seat.signedIn(),
                        Duration.between(since, begin).plus(policy.seatedWithin()));
    }

    @Override
    public void exceeded(Watch watch, @Nullable SeatRun seat, @Nullable Instant ended, Scene scene, Book book) {
        Policy.Attendance policy = scene.policy().attendance();
        String rule = policy.rules().id("seated");
        PersonId agent = seat == null ? null : seat.agent();
        DutyRun run = agent == null ? null : scene.duty(agent);
        if (seat == null || ended != null || rule == null || run == null || Excuse.free(run.duty(), scene)) {
            return;
        }
        book.say(new Finding(scene, rule, VerdictKind.NOT_PREPARED, watch.matter(), watch.deadline())
                .of(agent, seat.seat())
                .planned("shift-start", run.duty().start())
                .fact("sign-in", watch.since(), seat.seat(), agent, "")
                .parameter("lead.seatedSec", policy.seatedWithin().toSeconds())
                // he may be at another seat by now, of which nothing is known
                .provisional(scene.blindAnywhere())
                .verdict());
    }
}
