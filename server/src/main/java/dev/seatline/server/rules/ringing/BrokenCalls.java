package dev.seatline.server.rules.ringing;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.Finding;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Mark;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.SeatRun;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.wire.Fact;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;

/// A call that broke off because the seat's equipment did: the caller is owed a call.
public final class BrokenCalls implements Rule {
    @Override
    public void happened(Happening happening, Scene scene, Book book) {
        SeatId where = switch (happening) {
            case Happening.Linked linked when !linked.online() -> linked.seat();
            case Happening.Sensed sensed when sensed.fact() instanceof Fact.LinkLost -> sensed.seat();
            case Happening.Sensed sensed when sensed.fact() instanceof Fact.PartFailed -> sensed.seat();
            case Happening.Linked _,
                    Happening.Sensed _,
                    Happening.Lost _,
                    Happening.Found _,
                    Happening.Telephony _,
                    Happening.Login _,
                    Happening.Handed _,
                    Happening.Decided _,
                    Happening.Incident _ -> null;
        };
        SeatRun seat = where == null ? null : scene.seat(where);
        PersonId agent = seat == null ? null : seat.agent();
        String rule = scene.policy().calls().rules().id("callBack");
        if (rule == null || seat == null || agent == null || !seat.inCall() || !scene.ours(agent)) {
            return;
        }
        String matter = "call-back/" + seat.seat() + "/" + seat.call().at();
        if (book.standing(matter) == null) {
            book.say(new Finding(scene, rule, VerdictKind.CALL_BACK_TASK, matter, happening.at())
                    .of(agent, seat.seat())
                    .fact("answered", seat.call(), seat.seat(), agent, "")
                    .fact("ended", new Mark(happening.at(), happening.place().toString()), seat.seat(), agent, "")
                    .verdict());
        }
    }
}
