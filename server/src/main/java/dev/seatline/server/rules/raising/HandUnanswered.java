package dev.seatline.server.rules.raising;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.Finding;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.SeatRun;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.Watch;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.wire.PersonId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A hand that stays up goes on to the next of the chain, and the next.
public final class HandUnanswered implements Rule {
    private final int step;

    /// @param step how many have not answered, from 1
    public HandUnanswered(int step) {
        this.step = step;
    }

    @Override
    public @Nullable Watch watch(SeatRun seat, Scene scene) {
        Policy.Raising policy = scene.policy().raising();
        PersonId agent = seat.agent();
        boolean last = step == 1 || step < policy.chain().size();
        if (!policy.rules().has("escalated")
                || agent == null
                || !scene.ours(agent)
                || !seat.state().handRaised()
                || !last) {
            return null;
        }
        return new Watch(
                "unanswered/" + step + "/" + seat.seat() + "/" + seat.raised().at(),
                seat.raised(),
                policy.answerWithin().multipliedBy(step));
    }

    @Override
    public void exceeded(Watch watch, @Nullable SeatRun seat, @Nullable Instant ended, Scene scene, Book book) {
        Policy.Raising policy = scene.policy().raising();
        String rule = policy.rules().id("escalated");
        if (seat == null || ended != null || rule == null) {
            return;
        }
        List<String> chain = policy.chain();
        String to = chain.isEmpty() ? null : chain.get(Math.min(step, chain.size() - 1));
        book.say(new Finding(scene, rule, VerdictKind.HAND_UNANSWERED, watch.matter(), watch.deadline())
                .of(seat.agent(), seat.seat())
                .details(Details.NONE.to(to))
                .fact("raised", watch.since(), seat.seat(), seat.agent(), "")
                .parameter("raise.answerSec", policy.answerWithin().toSeconds())
                .verdict());
    }
}
