package dev.seatline.server.rules;

import dev.seatline.wire.SeatId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One duty as the rules follow it. Immutable.
///
/// @param came when the agent was first there within the duty (the start itself when he was there before), or null
/// @param tapped the sign-in by which he came, or null
/// @param cameAt where, or null
/// @param back the sign-in by which he is there now, or was last; null before the first
/// @param left when he last went, or null while he is there or never was
/// @param leftAt where, or null
/// @param present whether he is there now
/// @param stayed whether he was there when the duty ended
public record DutyRun(
        Roster.Duty duty,
        @Nullable Mark came,
        @Nullable Mark tapped,
        @Nullable SeatId cameAt,
        @Nullable Mark back,
        @Nullable Mark left,
        @Nullable SeatId leftAt,
        boolean present,
        boolean stayed) {
    public static DutyRun of(Roster.Duty duty) {
        return new DutyRun(duty, null, null, null, null, null, null, false, false);
    }

    /// After he came.
    public DutyRun arrived(Mark mark, @Nullable SeatId seat) {
        boolean first = came == null && !mark.at().isBefore(duty.start());
        boolean early = mark.at().isBefore(duty.start());
        return new DutyRun(
                duty,
                first ? mark : came,
                first || early ? mark : tapped,
                first || early ? seat : cameAt,
                mark,
                null,
                null,
                true,
                stayed);
    }

    /// At the start, when he is there already.
    public DutyRun begun() {
        Mark tap = tapped;
        return came == null && present && tap != null
                ? new DutyRun(duty, new Mark(duty.start(), tap.source()), tap, cameAt, back, left, leftAt, true, stayed)
                : this;
    }

    /// After he went.
    public DutyRun gone(Mark mark, @Nullable SeatId seat) {
        return mark.at().isBefore(duty.start())
                ? new DutyRun(duty, came, null, null, back, null, null, false, stayed)
                : new DutyRun(duty, came, tapped, cameAt, back, mark, seat, false, stayed);
    }

    /// At the end.
    public DutyRun ended() {
        return present ? new DutyRun(duty, came, tapped, cameAt, back, left, leftAt, true, true) : this;
    }

    public boolean over(Instant now) {
        return !now.isBefore(duty.end());
    }
}
