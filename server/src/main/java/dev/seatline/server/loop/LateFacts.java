package dev.seatline.server.loop;

import dev.seatline.server.floor.SeatView;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Happening.Place;
import dev.seatline.wire.SeatId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What consoles that come back deliver of time gone by, gathered while more of it comes: each time it is told, the
/// judge goes back once. Facts of the present pass. Used by the loop's thread.
final class LateFacts {
    private static final int MOST = 100_000;

    private final List<Happening> facts = new ArrayList<>();
    private final Set<SeatId> seats = new HashSet<>();
    private final Map<Place, Happening> losts = new LinkedHashMap<>();
    private final Set<Place> over = new LinkedHashSet<>();
    private final List<Happening.Lost> ended = new ArrayList<>();
    private @Nullable Instant since;
    /// How many there were at the last look.
    private int seen;

    /// What the judge is to be told.
    ///
    /// @param over is to be taken back before
    /// @param ended those of it that told of missing facts
    record Gathered(List<Happening> happened, List<Place> over, List<Happening.Lost> ended) {}

    /// Keeps what is late, and returns the rest.
    ///
    /// @param ripe facts in the order of time
    /// @param late what was before this moment is
    List<Happening> sift(List<Happening> ripe, Instant late, Instant now) {
        List<Happening> present = new ArrayList<>();
        for (Happening one : ripe) {
            if (one instanceof Happening.Sensed sensed) {
                if (sensed.at().isBefore(late)) {
                    hold(sensed.seat(), sensed, now);
                } else {
                    present.add(sensed);
                    if (seats.contains(sensed.seat())) {
                        // told before what was before it; then the judge is told all of the seat in its order
                        facts.add(sensed);
                        over.add(sensed.place());
                    }
                }
            } else if (one.at().isBefore(late) && one instanceof Happening.Lost lost) {
                hold(lost.seat(), lost, now);
            } else if (one.at().isBefore(late) && one instanceof Happening.Found found) {
                hold(found.seat(), found, now);
            } else {
                present.add(one);
            }
        }
        return present;
    }

    private void hold(SeatId seat, Happening one, Instant now) {
        facts.add(one);
        seats.add(seat);
        since = since == null ? now : since;
    }

    /// Keeps what was seen of the links of seats of which it keeps facts, and returns the rest.
    SeatLinks.News sift(SeatLinks.News news) {
        List<Happening> happened = new ArrayList<>();
        List<Happening.Lost> done = new ArrayList<>();
        for (Happening.Lost lost : news.over()) {
            if (losts.remove(lost.place()) != null) {
                continue;
            }
            if (seats.contains(lost.seat())) {
                over.add(lost.place());
                ended.add(lost);
            } else {
                done.add(lost);
            }
        }
        for (Happening one : news.happened()) {
            if (one instanceof Happening.Lost lost && seats.contains(lost.seat())) {
                losts.put(lost.place(), lost);
            } else {
                happened.add(one);
            }
        }
        return new SeatLinks.News(happened, done);
    }

    boolean empty() {
        return since == null;
    }

    /// Whether no more is to be waited for. Looked at once a tick.
    boolean due(Collection<SeatView> views, Instant now, Duration patience) {
        Instant first = since;
        if (first == null) {
            return false;
        }
        boolean more = facts.size() > seen
                || views.stream()
                        .anyMatch(view -> view.link() == SeatView.Link.ONLINE
                                && view.backlog() > 0
                                && seats.contains(view.seat()));
        seen = facts.size();
        return !more || facts.size() >= MOST || !now.isBefore(first.plus(patience));
    }

    boolean full() {
        return facts.size() >= MOST;
    }

    Gathered take() {
        List<Happening> happened = new ArrayList<>(facts);
        happened.addAll(losts.values());
        Gathered gathered = new Gathered(happened, List.copyOf(over), List.copyOf(ended));
        facts.clear();
        seats.clear();
        losts.clear();
        over.clear();
        ended.clear();
        since = null;
        seen = 0;
        return gathered;
    }

    /// One that it keeps is told otherwise.
    void forget(Place place) {
        facts.removeIf(one -> one.place().equals(place));
    }
}
