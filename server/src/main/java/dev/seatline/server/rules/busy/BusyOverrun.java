package dev.seatline.server.rules.busy;

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
import dev.seatline.wire.Declaration;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.Reason;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Not ready for longer than one may set oneself, and then somebody else is wanted for the seat.
public final class BusyOverrun implements Rule {
    /// Given by console or hub, not chosen by the agent.
    private static final Set<Reason> SYSTEM =
            Set.of(Reason.WARM_UP, Reason.LINK_LOST, Reason.FORCED_BY_LEADER, Reason.SHIFT_END);

    @Override
    public @Nullable Watch watch(SeatRun seat, Scene scene) {
        Policy.Busy policy = scene.policy().busy();
        PersonId agent = seat.agent();
        if (!policy.rules().has("overrun")
                || agent == null
                || !scene.ours(agent)
                || !(seat.state().declaration() instanceof Declaration.NotReady(Reason reason))
                || SYSTEM.contains(reason)
                || policy.exceptReasons().contains(reason.code())) {
            return null;
        }
        return new Watch("busy/" + seat.seat() + "/" + seat.declared().at(), seat.declared(), policy.selfMax());
    }

    @Override
    public void exceeded(Watch watch, @Nullable SeatRun seat, @Nullable Instant ended, Scene scene, Book book) {
        if (seat == null) {
            return;
        }
        Policy.Busy policy = scene.policy().busy();
        String overrun = policy.rules().id("overrun");
        String replacement = policy.rules().id("replacement");
        Verdict told = book.standing(watch.matter());
        if (overrun != null) {
            book.say(finding(watch, overrun, VerdictKind.BUSY_OVERRUN, watch.matter(), seat, told, ended, scene)
                    .details(Details.NONE.to(policy.escalateTo()))
                    .verdict());
        }
        if (replacement != null) {
            book.say(finding(
                            watch,
                            replacement,
                            VerdictKind.REPLACEMENT_WANTED,
                            "replacement/" + watch.matter(),
                            seat,
                            told,
                            ended,
                            scene)
                    .details(Details.NONE.to(policy.escalateTo()))
                    .verdict());
        }
    }

    private static Finding finding(
            Watch watch,
            String rule,
            VerdictKind kind,
            String matter,
            SeatRun seat,
            @Nullable Verdict told,
            @Nullable Instant ended,
            Scene scene) {
        PersonId agent = told != null ? told.agent() : seat.agent();
        Finding finding = new Finding(scene, rule, kind, matter, watch.deadline())
                .of(agent, seat.seat())
                .fact("declared", watch.since(), seat.seat(), agent, "NOT_READY")
                .parameter("busy.selfMaxMin", watch.limit().toMinutes());
        if (told != null) {
            finding.on(told.date());
        }
        if (ended != null) {
            finding.fact("ended", new Mark(ended, ""), seat.seat(), agent, "");
        }
        return finding;
    }
}
