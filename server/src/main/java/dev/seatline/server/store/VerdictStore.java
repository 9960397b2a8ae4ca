package dev.seatline.server.store;

import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the rules said, with everything they said before. [#commit] is the hub loop's alone; everything else may be
/// called by any thread. Times are compared and recorded to the millisecond.
public interface VerdictStore {
    /// Most verdicts of one page of [#standing].
    int PAGE = 1_000;

    /// What is said about a matter from now on.
    ///
    /// @param verdict on this matter, or null when it is taken back
    record VerdictChange(String matter, @Nullable Verdict verdict, Instant recordedAt) {
        public VerdictChange {
            if (verdict != null && !verdict.matter().equals(matter)) {
                throw new IllegalArgumentException(
                        "a change of \"%s\" holds a verdict on \"%s\"".formatted(matter, verdict.matter()));
            }
        }
    }

    /// Which verdicts are asked for; what is null or empty does not matter.
    ///
    /// @param from when it was met or broken, at the earliest
    /// @param to before then
    /// @param open only what may still change, or else is of a kind of `alerts` and no older than this
    /// @param after only ids above it
    /// @param limit 1 to [#PAGE]
    record VerdictQuery(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable PersonId agent,
            @Nullable SeatId seat,
            @Nullable String team,
            Set<VerdictKind> kinds,
            @Nullable Open open,
            long after,
            int limit) {
        /// The first page of everything.
        public static final VerdictQuery ALL = new VerdictQuery(null, null, null, null, null, Set.of(), null, 0, PAGE);

        public VerdictQuery {
            kinds = Set.copyOf(kinds);
            if (limit < 1 || limit > PAGE) {
                throw new IllegalArgumentException("limit must be 1 to " + PAGE + ", found " + limit);
            }
        }

        public VerdictQuery page(long afterId, int most) {
            return new VerdictQuery(from, to, agent, seat, team, kinds, open, afterId, most);
        }

        public VerdictQuery between(@Nullable Instant earliest, @Nullable Instant before) {
            return new VerdictQuery(earliest, before, agent, seat, team, kinds, open, after, limit);
        }

        public VerdictQuery of(@Nullable PersonId person) {
            return new VerdictQuery(from, to, person, seat, team, kinds, open, after, limit);
        }

        public VerdictQuery at(@Nullable SeatId where) {
            return new VerdictQuery(from, to, agent, where, team, kinds, open, after, limit);
        }

        public VerdictQuery in(@Nullable String itsTeam) {
            return new VerdictQuery(from, to, agent, seat, itsTeam, kinds, open, after, limit);
        }

        public VerdictQuery kinds(Set<VerdictKind> some) {
            return new VerdictQuery(from, to, agent, seat, team, some, open, after, limit);
        }

        public VerdictQuery open(@Nullable Open which) {
            return new VerdictQuery(from, to, agent, seat, team, kinds, which, after, limit);
        }
    }

    /// What a person should look at now.
    record Open(Set<VerdictKind> alerts, Instant since) {
        public Open {
            alerts = Set.copyOf(alerts);
        }
    }

    /// Commits all of it or nothing. What says nothing new (the same verdict again, or nothing where nothing was said)
    /// writes nothing.
    ///
    /// @return the versions written, in order
    /// @throws StoreException when it cannot; nothing was written
    List<StoredVerdict> commit(List<VerdictChange> changes);

    /// The verdicts that stand, by growing ids.
    List<StoredVerdict> standing(VerdictQuery query);

    Optional<StoredVerdict> version(long id);

    /// Everything ever said about a matter, the first version first.
    List<StoredVerdict> history(String matter);

    /// Everything that stands and was met or broken at this moment or later: what a judge that starts anew compares
    /// with.
    default List<StoredVerdict> standingSince(Instant since) {
        List<StoredVerdict> all = new ArrayList<>();
        VerdictQuery query = VerdictQuery.ALL.between(since, null);
        List<StoredVerdict> page = standing(query);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = standing(query.page(page.getLast().id(), PAGE));
        }
        return all;
    }
}
