package dev.seatline.server.loop;

import dev.seatline.server.floor.SeatView;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Happening.Place;
import dev.seatline.wire.SeatId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Of which seats the facts are missing: those that are offline, or have recorded what is not here yet. Looked at once
/// a tick, so that facts under way for a moment make no stir. Used by the loop's thread.
final class SeatLinks {
    /// @param sure how many looks in a row have said so
    /// @param found since when all is known, as the judge was told; nothing later takes that back
    private record Look(boolean online, boolean current, int sure, Happening.@Nullable Lost lost, Instant found) {}

    private final Map<SeatId, Look> seats = new HashMap<>();
    private long numbers;

    /// What a look at the floor tells.
    ///
    /// @param happened to be told to the judge
    /// @param over what was told before and is no longer so
    record News(List<Happening> happened, List<Happening.Lost> over) {}

    /// @param begins nothing before is judged
    News look(List<SeatView> views, SeatFolds folds, Instant begins, Instant now) {
        List<Happening> happened = new ArrayList<>();
        List<Happening.Lost> over = new ArrayList<>();
        for (SeatView view : views) {
            SeatId seat = view.seat();
            Look before = seats.get(seat);
            boolean online = view.link() == SeatView.Link.ONLINE;
            boolean current = online && view.backlog() == 0;
            if (before != null && before.online() != online) {
                Instant at = Objects.requireNonNullElse(view.linkSince(), now);
                happened.add(new Happening.Linked(seat, online, at.isAfter(now) ? now : at, place("link", seat)));
            }
            int sure = before == null || before.current() != current ? 0 : Math.min(2, before.sure() + 1);
            Happening.Lost lost = before == null ? null : before.lost();
            Instant found = before == null ? begins : before.found();
            if (current ? lost != null && sure > 0 : !online || sure > 0) {
                Happening.Lost next = current ? null : missing(seat, lost, folds, found);
                if (next == null && lost != null && folds.lastFact(seat) == null) {
                    // it has never recorded anything: since when it might have, is what is known
                    happened.add(new Happening.Found(seat, true, now, place("lost", seat)));
                    found = now;
                } else if (lost != null && !lost.equals(next)) {
                    over.add(lost);
                }
                if (next != null && !next.equals(lost)) {
                    happened.add(next);
                }
                lost = next;
            }
            seats.put(seat, new Look(online, current, sure, lost, found));
        }
        return new News(happened, over);
    }

    /// From the last delivered fact on nothing is known.
    private Happening.Lost missing(SeatId seat, Happening.@Nullable Lost told, SeatFolds folds, Instant known) {
        Instant last = folds.lastFact(seat);
        Instant from = last == null || last.isBefore(known) ? known : last.plusMillis(1);
        return told != null && told.at().equals(from) ? told : new Happening.Lost(seat, from, place("lost", seat));
    }

    private Place place(String what, SeatId seat) {
        return new Place(what + "/" + seat, ++numbers);
    }

    /// Seats of which facts are missing now.
    List<Happening.Lost> losts() {
        return seats.values().stream().map(Look::lost).filter(Objects::nonNull).toList();
    }

    /// Whether the seat can be told something, and its present state is known.
    boolean known(SeatId seat) {
        Look look = seats.get(seat);
        return look != null && look.online() && look.lost() == null;
    }
}
