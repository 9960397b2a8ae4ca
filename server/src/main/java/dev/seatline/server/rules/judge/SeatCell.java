package dev.seatline.server.rules.judge;

import dev.seatline.server.rules.SeatRun;
import dev.seatline.server.rules.Watch;
import org.jspecify.annotations.Nullable;

/// One seat of a team's judge, with what is watched there.
final class SeatCell {
    SeatRun run;
    final @Nullable Watch[] watches;
    final boolean[] exceeded;

    SeatCell(SeatRun run, int rules) {
        this.run = run;
        this.watches = new Watch[rules];
        this.exceeded = new boolean[rules];
    }

    private SeatCell(SeatRun run, @Nullable Watch[] watches, boolean[] exceeded) {
        this.run = run;
        this.watches = watches;
        this.exceeded = exceeded;
    }

    SeatCell copy() {
        return new SeatCell(run, watches.clone(), exceeded.clone());
    }
}
