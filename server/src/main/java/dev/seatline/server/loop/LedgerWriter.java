package dev.seatline.server.loop;

import dev.seatline.server.floor.Floor;
import dev.seatline.server.ingest.FactTimes;
import dev.seatline.server.store.EventStore;
import dev.seatline.server.store.EventStore.BootKey;
import dev.seatline.server.store.EventStore.Commit;
import dev.seatline.server.store.EventStore.JournalKey;
import dev.seatline.server.store.EventStore.Rejected;
import dev.seatline.server.store.StoreException;
import dev.seatline.server.store.StoredEvent;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.SeatId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// Writes what was read into the ledger. When that fails, nothing is kept: the senders are let go, nothing of it
/// is confirmed, and what was dropped is asked for again once the ledger proves well. So memory stays bounded and
/// nobody waits, however long the disk is full. The loop's alone, but for [#trouble].
final class LedgerWriter {
    /// Messages of one commit, and their facts (about): beyond that a commit takes long and gains nothing.
    private static final int GROUP_MESSAGES = 2_000;

    private static final int GROUP_FACTS = 10_000;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final EventStore store;
    private final TimeSource time;
    private final HubCounters counters;
    private final FactTimes times = new FactTimes();
    /// Empty between two turns of the loop.
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    /// What was dropped last of each seat.
    private final Map<SeatId, Dropped> dropped = new LinkedHashMap<>();
    private Map<JournalKey, Long> positions = new HashMap<>();
    private Duration pause = SHORTEST_PAUSE;
    private long retryAt;
    /// While the ledger fails: whether it was well when last looked at, so that what comes may be tried.
    private boolean hopeful;
    private boolean doubtful;
    private @Nullable Instant failingSince;
    private volatile @Nullable String trouble;

    LedgerWriter(EventStore store, TimeSource time, HubCounters counters) {
        this.store = store;
        this.time = time;
        this.counters = counters;
    }

    /// A message that waits for a commit.
    ///
    /// @param arrived its facts, or null when it could not be read
    /// @param reason why it could not be read, else empty
    private record Waiting(CommitPlan.@Nullable Arrived arrived, String reason, Inbox.Message message) {
        int facts() {
            return arrived == null ? 0 : arrived.batch().events().size();
        }

        Rejected rejected() {
            return RejectedMessages.kept(message.topic(), message.payload().content(), reason, message.received());
        }
    }

    /// The last batch of a seat that was dropped, by its last sequence.
    private record Dropped(JournalKey journal, long last) {}

    /// A group that is in the ledger, or what a failing ledger was found to hold.
    ///
    /// @param floor with the group applied
    /// @param touched journals whose senders want to know how far they are held
    /// @param missing what has to be sent again
    /// @param answers promises that may be kept now
    /// @param events new in the ledger
    /// @param ids theirs there
    /// @param boots what was learnt about when starts of consoles began
    record Committed(
            Floor floor,
            Map<JournalKey, SeatId> touched,
            Map<JournalKey, CommitPlan.Gap> missing,
            List<CompletableFuture<Void>> answers,
            List<StoredEvent> events,
            List<Long> ids,
            Map<BootKey, Optional<Instant>> boots) {
        /// What a failing ledger was found to hold.
        Committed(Floor floor, Map<JournalKey, SeatId> touched, Map<JournalKey, CommitPlan.Gap> missing) {
            this(floor, touched, missing, List.of(), List.of(), List.of(), Map.of());
        }
    }

    /// Reads how far every journal is held, and when starts of consoles began.
    void begin() {
        positions = new HashMap<>(store.positions());
        times.recall(store.boots(FactTimes.STARTS));
    }

    /// Highest sequence of a journal that is in the ledger without a gap.
    long held(JournalKey key) {
        return positions.getOrDefault(key, 0L);
    }

    void facts(CommitPlan.Arrived arrived, Inbox.Message message) {
        waiting.add(new Waiting(arrived, "", message));
    }

    void rejected(String reason, Inbox.Message message) {
        counters.rejectedOne();
        waiting.add(new Waiting(null, reason, message));
    }

    /// What keeps the ledger from being written, in one line; null when nothing does. Any thread.
    @Nullable
    String trouble() {
        return trouble;
    }

    /// When there is something to do besides what arrives, in nanoseconds of the time source.
    OptionalLong due() {
        return failing() || !dropped.isEmpty() ? OptionalLong.of(retryAt) : OptionalLong.empty();
    }

    private boolean failing() {
        return failingSince != null;
    }

    /// Commits some of what waits, or looks after a ledger that fails when that is due; null when there was
    /// nothing to do, or it failed.
    @Nullable
    Committed commitSome(Floor floor) {
        if (due().isPresent() && time.nanoTime() - retryAt >= 0) {
            return failing() ? probed(floor) : remindedOnce(floor);
        }
        if (failing() && !hopeful) {
            drop();
        }
        if (waiting.isEmpty()) {
            return null;
        }
        List<Waiting> group = new ArrayList<>();
        int facts = 0;
        for (Waiting one : waiting) {
            if (group.size() == GROUP_MESSAGES || facts >= GROUP_FACTS) {
                break;
            }
            group.add(one);
            facts += one.facts();
        }
        try {
            Floor known = certain(floor);
            try {
                return commit(group, known);
            } catch (StoreException e) {
                throw e;
            } catch (RuntimeException e) {
                Logger.error(e, "a message cannot be applied; it is kept among the rejected ones");
                return withoutPoison(group, known);
            }
        } catch (StoreException e) {
            failed(e);
            return null;
        }
    }

    /// One of the group breaks the rules in a way that was not foreseen: finds it by taking one after the other,
    /// and keeps it with its reason, so that the others can go on.
    private Committed withoutPoison(List<Waiting> group, Floor floor) {
        List<Waiting> first = group.subList(0, 1);
        try {
            return commit(first, floor);
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            counters.rejectedOne();
            Waiting poison = new Waiting(
                    null, "cannot be applied: " + e, first.getFirst().message());
            return commit(List.of(poison), floor);
        }
    }

    /// After a failure nobody knows whether the commit has reached the disk: what is there counts, until a commit
    /// has succeeded.
    private Floor certain(Floor floor) {
        if (!doubtful) {
            return floor;
        }
        Floor known = floor.recalling(store.seats());
        positions = new HashMap<>(store.positions());
        return known;
    }

    /// Looks whether a failing ledger can be written. When it can, the consoles are asked for what was dropped,
    /// and what comes is tried; when it still can at the next look and nothing failed between, it is well.
    private @Nullable Committed probed(Floor floor) {
        Floor known;
        try {
            store.check();
            known = certain(floor);
        } catch (StoreException e) {
            failed(e);
            return null;
        }
        if (hopeful) {
            recovered();
        } else {
            hopeful = true;
            retryLater();
        }
        return new Committed(known, owners(), owed());
    }

    /// Asks once more for what has not come since the ledger is well: a question may get lost.
    private Committed remindedOnce(Floor floor) {
        Committed reminder = new Committed(floor, owners(), owed());
        dropped.clear();
        return reminder;
    }

    private Map<JournalKey, SeatId> owners() {
        Map<JournalKey, SeatId> owners = new LinkedHashMap<>();
        dropped.forEach((seat, what) -> owners.put(what.journal(), seat));
        return owners;
    }

    /// What was dropped and is not held, to be sent again.
    private Map<JournalKey, CommitPlan.Gap> owed() {
        Map<JournalKey, CommitPlan.Gap> owed = new LinkedHashMap<>();
        dropped.forEach((seat, what) -> {
            if (held(what.journal()) < what.last()) {
                owed.put(what.journal(), new CommitPlan.Gap(seat, held(what.journal()) + 1));
            }
        });
        return owed;
    }

    private Committed commit(List<Waiting> group, Floor floor) {
        List<CommitPlan.Arrived> arrived = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        for (Waiting one : group) {
            if (one.arrived() != null) {
                arrived.add(one.arrived());
            } else {
                rejected.add(one.rejected());
            }
            answers.add(one.message().answer());
        }
        CommitPlan plan = CommitPlan.of(positions, arrived, floor, times);
        Floor next = floor.after(plan.news());
        List<Long> ids = List.of();
        if (!plan.held().isEmpty() || !rejected.isEmpty()) {
            Set<SeatId> seats = new LinkedHashSet<>();
            plan.held().keySet().forEach(key -> {
                SeatId seat = plan.touched().get(key);
                if (seat != null) {
                    seats.add(seat);
                }
            });
            long began = System.nanoTime();
            ids = store.commit(
                    new Commit(plan.events(), plan.held(), plan.losses(), rejected, next.records(seats), plan.boots()));
            times.saved(plan.boots());
            counters.committed(System.nanoTime() - began);
            recovered();
            doubtful = false;
        }
        leave(group.size());
        positions.putAll(plan.held());
        counters.planned(plan);
        plan.losses()
                .forEach(loss -> Logger.warn(
                        "facts {} to {} of seat {} are lost: its console no longer keeps them (journal {})",
                        loss.first(),
                        loss.last(),
                        loss.seat(),
                        loss.journal().journal()));
        return new Committed(next, plan.touched(), plan.missing(), answers, plan.events(), ids, plan.boots());
    }

    /// Lets everybody go whose message waits; nothing of it is confirmed, so it is still at its console.
    void drop() {
        for (Waiting one : waiting) {
            if (one.arrived() != null) {
                remember(one.arrived());
            }
            one.message().answer().complete(null);
        }
        waiting.clear();
    }

    private void remember(CommitPlan.Arrived arrived) {
        long last = arrived.batch().events().getLast().sequence();
        dropped.merge(
                arrived.seat(),
                new Dropped(arrived.key(), last),
                (old, fresh) -> old.journal().equals(fresh.journal()) && old.last() > fresh.last() ? old : fresh);
    }

    private void leave(int count) {
        for (int left = count; left > 0; left--) {
            waiting.remove();
        }
    }

    private void recovered() {
        if (failingSince != null) {
            Logger.info("the ledger can be written again");
            failingSince = null;
            trouble = null;
            hopeful = false;
            pause = SHORTEST_PAUSE;
            lookAgainAfter(LONGEST_PAUSE);
        }
    }

    private void failed(StoreException e) {
        counters.commitFailed();
        doubtful = true;
        hopeful = false;
        if (failingSince == null) {
            failingSince = time.now();
            Logger.error("the ledger cannot be written, facts wait at their consoles: {}", e.getMessage());
        }
        trouble = "the ledger cannot be written since %s, facts wait at their consoles: %s"
                .formatted(failingSince, e.getMessage());
        drop();
        retryLater();
    }

    private void retryLater() {
        lookAgainAfter(pause);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
    }

    private void lookAgainAfter(Duration span) {
        retryAt = time.nanoTime() + (long) (span.toNanos() * time.speed());
    }
}
