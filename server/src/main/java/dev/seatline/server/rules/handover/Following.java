package dev.seatline.server.rules.handover;

import dev.seatline.server.rules.DutyRun;
import dev.seatline.server.rules.Roster.Duty;
import dev.seatline.server.rules.Scene;
import dev.seatline.wire.SeatId;
import java.util.ArrayList;
import java.util.List;

/// What comes after a duty.
final class Following {
    private Following() {}

    /// Duties among which the next one is.
    static List<DutyRun> near(Duty duty, Scene scene) {
        List<DutyRun> near = new ArrayList<>(scene.duties(duty.date()));
        near.addAll(scene.duties(duty.date().plusDays(1)));
        return near;
    }

    /// Whether somebody who may has let the agent or his seat go.
    static boolean released(Duty duty, SeatId seat, Scene scene) {
        return scene.releases().stream()
                .anyMatch(release -> (duty.agent().equals(release.agent()) || seat.equals(release.seat()))
                        && release.at().isAfter(duty.start())
                        && scene.policy().handovers().releasedBy().stream()
                                .anyMatch(role -> scene.people().has(release.by(), role)));
    }
}
