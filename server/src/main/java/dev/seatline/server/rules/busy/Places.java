package dev.seatline.server.rules.busy;

import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.SeatRun;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.wire.BreakType;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.Reason;
import java.util.List;

/// Who is away, by what a policy calls so.
public final class Places {
    private Places() {}

    /// On a break, or not ready for a reason that means away.
    public static boolean away(SeatRun seat, Policy policy) {
        return seat.agent() != null
                && (seat.state().declaration() instanceof Declaration.RestBreak
                        || (seat.state().declaration() instanceof Declaration.NotReady(Reason reason)
                                && policy.away().reasons().contains(reason.code())));
    }

    /// On a break for health, which is nobody's business.
    public static boolean health(SeatRun seat) {
        return seat.state().declaration() instanceof Declaration.RestBreak rest
                && rest.type().equals(BreakType.HEALTH);
    }

    /// Seats of this team that are away.
    public static List<SeatRun> allAway(Scene scene) {
        return scene.seats().stream()
                .filter(seat -> {
                    PersonId agent = seat.agent();
                    return agent != null && scene.ours(agent) && !seat.lost() && away(seat, scene.policy());
                })
                .toList();
    }
}
