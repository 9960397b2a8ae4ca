package dev.seatline.server.rules.judge;

import dev.seatline.wire.SeatId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Times of which nothing is known of seats, those that are over too: of each seat, and of any. Each is a chain, the
/// latest first, that copies share; so a copy is cheap, and a look back goes no further than it asks for. Used by one
/// thread.
final class Gaps {
    /// As long as papers on a duty may come.
    private static final Duration KEPT = Duration.ofDays(64);
    /// After so many more what is too old is forgotten.
    private static final int SWEPT = 64;

    /// A time of which nothing is known; of one seat they do not overlap.
    private static final class Gap {
        private final Instant from;
        /// Null while it goes on.
        private final @Nullable Instant to;

        /// Whether it was known afterwards how the seat is.
        private final boolean sure;

        private final @Nullable Gap before;
        private final int number;

        Gap(Instant from, @Nullable Instant to, boolean sure, @Nullable Gap before) {
            this.from = from;
            this.to = to;
            this.sure = sure;
            this.before = before;
            this.number = before == null ? 1 : before.number + 1;
        }

        boolean open() {
            return to == null;
        }
    }

    private final Map<SeatId, Gap> seats;
    /// When facts of any seat were missing.
    private @Nullable Gap any;
    private int lost;
    /// Whether of all seats lost in the gap that goes on it was known how they are afterwards.
    private boolean allSure = true;

    Gaps() {
        seats = new HashMap<>();
    }

    private Gaps(Gaps other) {
        seats = new HashMap<>(other.seats);
        any = other.any;
        lost = other.lost;
        allSure = other.allSure;
    }

    Gaps copy() {
        return new Gaps(this);
    }

    boolean lost(SeatId seat) {
        Gap last = seats.get(seat);
        return last != null && last.open();
    }

    boolean lostAny() {
        return lost > 0;
    }

    /// From now on it is not known, or known again, what happens at the seat.
    ///
    /// @param sure whether it is then known how the seat is
    void lost(SeatId seat, boolean gone, boolean sure, Instant now) {
        if (lost(seat) == gone) {
            return;
        }
        seats.put(seat, turned(seats.get(seat), sure, now));
        lost += gone ? 1 : -1;
        allSure = allSure && (gone || sure);
        if (any == null || any.open() == (lost == 0)) {
            any = turned(any, allSure, now);
            allSure = true;
        }
    }

    /// With a gap begun, or with the last one ended.
    private static Gap turned(@Nullable Gap last, boolean sure, Instant now) {
        if (last != null && last.open()) {
            return new Gap(last.from, now, sure, last.before);
        }
        return new Gap(
                now, null, false, last == null || last.number % SWEPT != 0 ? last : swept(last, now.minus(KEPT)));
    }

    private static @Nullable Gap swept(Gap last, Instant oldest) {
        List<Gap> kept = new ArrayList<>();
        for (Gap gap = last; gap != null; gap = gap.before) {
            Instant to = gap.to;
            if (to != null && to.isBefore(oldest)) {
                break;
            }
            kept.add(gap);
        }
        Gap chain = null;
        for (Gap gap : kept.reversed()) {
            chain = new Gap(gap.from, gap.to, gap.sure, chain);
        }
        return chain;
    }

    /// The end of the last gap of the seat that is over, or the other moment when that is later.
    Instant knownSince(SeatId seat, Instant other) {
        for (Gap gap = seats.get(seat); gap != null; gap = gap.before) {
            Instant to = gap.to;
            if (to != null) {
                return to.isAfter(other) ? to : other;
            }
        }
        return other;
    }

    /// Whether facts are missing of the seat, of any when it is null, at some time between two moments.
    boolean unknown(@Nullable SeatId seat, Instant from, Instant to) {
        return missing(seat, from, to, true);
    }

    /// The same, where it was not known either how the seat was afterwards.
    boolean unsure(@Nullable SeatId seat, Instant from, Instant to) {
        return missing(seat, from, to, false);
    }

    private boolean missing(@Nullable SeatId seat, Instant from, Instant to, boolean sureToo) {
        for (Gap gap = seat == null ? any : seats.get(seat); gap != null; gap = gap.before) {
            Instant over = gap.to;
            if (over != null && !over.isAfter(from)) {
                return false;
            }
            if (!gap.from.isAfter(to) && (sureToo || !gap.sure)) {
                return true;
            }
        }
        return false;
    }
}
