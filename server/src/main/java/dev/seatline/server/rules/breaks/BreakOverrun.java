package dev.seatline.server.rules.breaks;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.Finding;
import dev.seatline.server.rules.Mark;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.SeatRun;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.Watch;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.wire.BreakType;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.PersonId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A break that lasts too long. One for health may.
public final class BreakOverrun implements Rule {
    @Override
    public @Nullable Watch watch(SeatRun seat, Scene scene) {
        PersonId agent = seat.agent();
        Policy.BreakAllowance allowance = BreakRequests.allowance(seat, scene);
        if (allowance == null
                || !allowance.rules().has("length")
                || agent == null
                || !scene.ours(agent)
                || !(seat.state().declaration() instanceof Declaration.RestBreak rest)
                || rest.type().equals(BreakType.HEALTH)) {
            return null;
        }
        Duration granted = Duration.ofMinutes(rest.minutes());
        Duration limit = granted.compareTo(allowance.max()) > 0 ? granted : allowance.max();
        return new Watch("break/" + seat.seat() + "/" + seat.declared().at(), seat.declared(), limit);
    }

    @Override
    public void exceeded(Watch watch, @Nullable SeatRun seat, @Nullable Instant ended, Scene scene, Book book) {
        Policy.BreakAllowance allowance = seat == null ? null : BreakRequests.allowance(seat, scene);
        String rule = allowance == null ? null : allowance.rules().id("length");
        if (seat == null || rule == null) {
            return;
        }
        Verdict told = book.standing(watch.matter());
        PersonId agent = told != null ? told.agent() : seat.agent();
        Instant over = watch.since().at().plus(watch.limit());
        Finding finding = new Finding(scene, rule, VerdictKind.BREAK_OVERRUN, watch.matter(), watch.deadline())
                .of(agent, seat.seat())
                .fact("declared", watch.since(), seat.seat(), agent, "BREAK")
                .parameter(
                        "break." + scene.people().desk(seat.seat()).kind() + ".maxMin",
                        watch.limit().toMinutes())
                .provisional(ended == null);
        if (told != null) {
            finding.on(told.date());
        }
        if (ended != null) {
            finding.details(Details.ofMinutes(Finding.minutes(over, ended)))
                    .fact("ended", new Mark(ended, ""), seat.seat(), agent, "");
        }
        book.say(finding.verdict());
    }
}
