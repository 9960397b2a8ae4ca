package dev.seatline.server.rules.headset;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.Finding;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Mark;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.SeatRun;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.wire.Fact;
import dev.seatline.wire.Headset;
import dev.seatline.wire.PersonId;

/// A call was answered, and the headset hangs on its rest. Only where it hangs there instead of being worn: a hook that
/// answers is off before the answer.
public final class AnsweredOnRest implements Rule {
    @Override
    public void happened(Happening happening, Scene scene, Book book) {
        String rule = scene.policy().headset().rules().id("answeredOnRest");
        if (rule == null
                || !(happening instanceof Happening.Sensed sensed)
                || !(sensed.fact() instanceof Fact.RingingEnded ended)
                || ended.end() == Fact.RingEnd.STOPPED) {
            return;
        }
        SeatRun seat = scene.seat(sensed.seat());
        PersonId agent = seat == null ? null : seat.agent();
        if (seat == null
                || agent == null
                || !scene.ours(agent)
                || seat.headsetPlace() != Headset.RESTING
                || !scene.people().desk(seat.seat()).worn()) {
            return;
        }
        book.say(new Finding(
                        scene, rule, VerdictKind.HEADSET_REMINDER, "headset/answered/" + sensed.place(), sensed.at())
                .of(agent, seat.seat())
                .details(Details.because("answered-on-rest"))
                .fact(
                        "headset",
                        seat.headset(),
                        seat.seat(),
                        agent,
                        seat.headsetPlace().name())
                .fact(
                        "answered",
                        new Mark(sensed.at(), sensed.place().toString()),
                        seat.seat(),
                        agent,
                        String.valueOf(ended.rings()))
                .verdict());
    }
}
