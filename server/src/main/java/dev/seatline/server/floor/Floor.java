package dev.seatline.server.floor;

import dev.seatline.wire.BootId;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All seats at one moment: a fold of what the consoles told. Immutable; any thread.
///
/// How old and new are told apart: within a journal by the sequence, within a start of the console by which
/// journal it has left, between starts by which was heard of last, or else says that it is online and has run on
/// since ([Boots]). Of a start's journals the one that it began in the place of an old copy is the later one,
/// whichever is heard of first. A new start may go back to a journal of before: somebody gave it its old data
/// folder again. So facts and retained reports that arrive late never overwrite the live state, and the board
/// lives on the console's report until its facts have caught up.
public final class Floor {
    /// More views than any hub could change in a millisecond.
    private static final long CHANGES_PER_MILLI = 1_000;

    private final Map<SeatId, Integer> index;
    private final Map<PersonId, String> names;
    private final List<Place> places;
    private final List<SeatView> views;
    private final @Nullable Instant deafSince;
    private final long version;

    private Floor(
            Map<SeatId, Integer> index,
            Map<PersonId, String> names,
            List<Place> places,
            List<SeatView> views,
            @Nullable Instant deafSince,
            long version) {
        this.index = index;
        this.names = names;
        this.places = places;
        this.views = views;
        this.deafSince = deafSince;
        this.version = version;
    }

    /// A floor that nobody has been heard of yet. Its version begins with the time of `began`, so that
    /// it is beyond every version of the hub's run before.
    ///
    /// @param seats in the order of the board
    /// @param names of people, for the board
    /// @param began when this hub began
    public static Floor of(List<ConfiguredSeat> seats, Map<PersonId, String> names, Instant began) {
        Map<SeatId, Integer> index = new HashMap<>();
        List<Place> places = new ArrayList<>();
        for (ConfiguredSeat seat : seats) {
            if (index.put(seat.seat(), places.size()) != null) {
                throw new IllegalArgumentException("seat " + seat.seat() + " is configured twice");
            }
            places.add(Place.unheard(seat, began));
        }
        Map<PersonId, String> known = Map.copyOf(names);
        return new Floor(
                Map.copyOf(index),
                known,
                places,
                views(places, known, null),
                null,
                began.toEpochMilli() * CHANGES_PER_MILLI);
    }

    private static List<SeatView> views(List<Place> places, Map<PersonId, String> names, @Nullable Instant deafSince) {
        return places.stream().map(place -> place.view(names, deafSince)).toList();
    }

    /// This floor with the records that were committed, which win over what it holds of them. Records of seats
    /// that are not configured, or that another console serves now, are passed over.
    public Floor recalling(Map<SeatId, byte[]> records) {
        List<Place> next = new ArrayList<>(places);
        records.forEach((seat, bytes) -> {
            Integer at = index.get(seat);
            if (at != null) {
                Place place = places.get(at);
                SeatRecord.read(bytes, place.seat().console())
                        .ifPresent(record -> next.set(at, place.recalling(record)));
            }
        });
        return new Floor(index, names, next, views(next, names, deafSince), deafSince, version + 1);
    }

    /// The floor after the news, in their order.
    public Floor after(Collection<? extends FloorNews> news) {
        if (news.isEmpty()) {
            return this;
        }
        Map<Integer, Place> changed = new HashMap<>();
        Instant deaf = deafSince;
        for (FloorNews one : news) {
            switch (one) {
                case FloorNews.Delivered delivered ->
                    change(changed, delivered.seat(), place -> place.after(delivered));
                case FloorNews.Reported reported -> change(changed, reported.seat(), place -> place.after(reported));
                case FloorNews.StatusHeard heard -> change(changed, heard.seat(), place -> place.after(heard));
                case FloorNews.Lost lost -> change(changed, lost.seat(), place -> place.losing(lost.facts()));
                case FloorNews.HearingChanged hearing ->
                    deaf = hearing.hears() ? null : deaf == null ? hearing.at() : deaf;
            }
        }
        boolean sameHearing = (deaf == null) == (deafSince == null);
        if (changed.isEmpty() && sameHearing) {
            return this;
        }
        List<Place> next = new ArrayList<>(places);
        changed.forEach(next::set);
        List<SeatView> seen = new ArrayList<>(sameHearing ? views : views(next, names, deaf));
        boolean shows = !sameHearing;
        for (Map.Entry<Integer, Place> one : changed.entrySet()) {
            SeatView view = one.getValue().view(names, deaf);
            shows = !view.equals(seen.set(one.getKey(), view)) || shows;
        }
        return new Floor(index, names, next, seen, deaf, shows ? version + 1 : version);
    }

    private interface Change {
        Place of(Place place);
    }

    private void change(Map<Integer, Place> changed, SeatId seat, Change change) {
        Integer at = index.get(seat);
        if (at != null) {
            Place before = changed.getOrDefault(at, places.get(at));
            Place after = change.of(before);
            if (!after.equals(before)) {
                changed.put(at, after);
            }
        }
    }

    /// What is to be committed of these seats, so that [#recalling] brings it back.
    public Map<SeatId, byte[]> records(Collection<SeatId> seats) {
        Map<SeatId, byte[]> records = new LinkedHashMap<>();
        for (SeatId seat : seats) {
            Integer at = index.get(seat);
            if (at != null) {
                records.put(seat, places.get(at).record().bytes());
            }
        }
        return records;
    }

    /// The journal that the seat's console writes now, if one has been heard of.
    public Optional<JournalId> journal(SeatId seat) {
        Integer at = index.get(seat);
        return at == null
                ? Optional.empty()
                : Optional.ofNullable(places.get(at).record().journal());
    }

    /// Whether this is the present start of the seat's console, as far as was heard.
    public boolean runs(SeatId seat, BootId boot) {
        Integer at = index.get(seat);
        return at != null && places.get(at).record().starts().present(boot);
    }

    /// Time of the last delivered fact of the seat, if it is one of this journal.
    public Optional<Instant> lastFact(SeatId seat, JournalId journal) {
        Integer at = index.get(seat);
        if (at == null || !journal.equals(places.get(at).record().journal())) {
            return Optional.empty();
        }
        return Optional.ofNullable(places.get(at).record().at());
    }

    /// One seat as the board shows it; empty when it is not configured.
    public Optional<SeatView> seat(SeatId seat) {
        Integer at = index.get(seat);
        return at == null ? Optional.empty() : Optional.of(views.get(at));
    }

    /// Grows when the view of any seat changes.
    public long version() {
        return version;
    }

    public FloorSnapshot snapshot(Instant now) {
        return new FloorSnapshot(version, now, views);
    }
}
