package dev.seatline.server.rules.ringing;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.Finding;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Mark;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.SeatRun;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.wire.PersonId;

/// A question that could not be answered at once: the agent marks the call, and the caller is owed a call.
public final class OwedAnswers implements Rule {
    @Override
    public void happened(Happening happening, Scene scene, Book book) {
        String rule = scene.policy().calls().rules().id("owed");
        if (rule == null
                || !(happening instanceof Happening.Telephony call)
                || call.step() != Happening.Telephony.Step.END) {
            return;
        }
        String tag = call.tag();
        SeatRun seat = scene.seat(call.seat());
        PersonId agent = seat == null ? null : seat.agent();
        if (tag != null && scene.policy().calls().owedTags().contains(tag) && agent != null && scene.ours(agent)) {
            book.say(new Finding(scene, rule, VerdictKind.CALL_BACK_TASK, "owed/" + call.place(), call.at())
                    .of(agent, call.seat())
                    .fact("ended", new Mark(call.at(), call.place().toString()), call.seat(), agent, tag)
                    .verdict());
        }
    }
}
