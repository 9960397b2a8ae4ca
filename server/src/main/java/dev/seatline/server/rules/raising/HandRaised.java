package dev.seatline.server.rules.raising;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.Finding;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Mark;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.wire.Fact;
import dev.seatline.wire.PersonId;

/// A raised hand is told to the first of the chain.
public final class HandRaised implements Rule {
    @Override
    public void happened(Happening happening, Scene scene, Book book) {
        Policy.Raising policy = scene.policy().raising();
        String rule = policy.rules().id("raised");
        if (rule == null
                || !(happening instanceof Happening.Sensed sensed)
                || !(sensed.fact() instanceof Fact.HandRaised)
                || sensed.before().handRaised()) {
            return;
        }
        PersonId agent = sensed.after().agent();
        if (agent != null && scene.ours(agent)) {
            book.say(new Finding(
                            scene,
                            rule,
                            VerdictKind.HAND_RAISED,
                            "hand/" + sensed.seat() + "/" + sensed.at(),
                            sensed.at())
                    .of(agent, sensed.seat())
                    .details(Details.NONE.to(
                            policy.chain().isEmpty() ? null : policy.chain().getFirst()))
                    .fact("raised", new Mark(sensed.at(), sensed.place().toString()), sensed.seat(), agent, "")
                    .verdict());
        }
    }
}
