package dev.seatline.server.loop;

import dev.seatline.server.floor.Floor;
import dev.seatline.server.ingest.FactTimes;
import dev.seatline.server.store.EventStore;
import dev.seatline.server.store.EventStore.Commit;
import dev.seatline.server.store.EventStore.JournalKey;
import dev.seatline.server.store.EventStore.Rejected;
import dev.seatline.server.store.StoreException;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.SeatId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// What was read and waits for the ledger. When a commit fails, everything goes on waiting and is tried again,
/// at first soon, then every few seconds; nothing of it is confirmed meanwhile. The loop's alone, but for
/// [#trouble].
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
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private Map<JournalKey, Long> positions = new HashMap<>();
    private Duration pause = SHORTEST_PAUSE;
    private long retryAt;
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

    /// A group that is in the ledger.
    ///
    /// @param floor with the group applied
    /// @param answers promises that may be kept now
    record Committed(
            Floor floor,
            Map<JournalKey, SeatId> touched,
            Map<JournalKey, CommitPlan.Gap> missing,
            List<CompletableFuture<Void>> answers) {}

    /// Reads how far every journal is held.
    void begin() {
        positions = new HashMap<>(store.positions());
    }

    /// Highest sequence of a journal that is in the ledger without a gap.
    long held(JournalKey key) {
        return positions.getOrDefault(key, 0L);
    }

    void facts(CommitPlan.Arrived arrived, Inbox.Message message) {
        add(new Waiting(arrived, "", message));
    }

    void rejected(String reason, Inbox.Message message) {
        counters.rejectedOne();
        add(new Waiting(null, reason, message));
    }

    private void add(Waiting one) {
        waiting.add(one);
        counters.waiting(waiting.size());
    }

    int waiting() {
        return waiting.size();
    }

    /// What keeps the ledger from being written, in one line; null when nothing does. Any thread.
    @Nullable
    String trouble() {
        return trouble;
    }

    /// When the next try is due, in nanoseconds of the time source; empty when nothing waits.
    OptionalLong due() {
        return waiting.isEmpty() ? OptionalLong.empty() : OptionalLong.of(failing() ? retryAt : time.nanoTime());
    }

    private boolean failing() {
        return failingSince != null;
    }

    /// Commits some of what waits, if anything does and no pause has to be kept; null when it did not.
    @Nullable
    Committed commitSome(Floor floor) {
        if (waiting.isEmpty() || (failing() && time.nanoTime() - retryAt < 0)) {
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
        Floor known = floor;
        try {
            known = certain(floor);
            Committed committed = commit(group, known);
            leave(group);
            return committed;
        } catch (StoreException e) {
            failed(e);
            return null;
        } catch (RuntimeException e) {
            Logger.error(e, "a message cannot be applied; it is kept among the rejected ones");
            return withoutPoison(group, known);
        }
    }

    /// One of the group breaks the rules in a way that was not foreseen: finds it by taking one after the other,
    /// and keeps it with its reason, so that the others can go on.
    private @Nullable Committed withoutPoison(List<Waiting> group, Floor floor) {
        List<Waiting> first = group.subList(0, 1);
        try {
            Committed committed;
            try {
                committed = commit(first, floor);
            } catch (StoreException e) {
                throw e;
            } catch (RuntimeException e) {
                counters.rejectedOne();
                Waiting poison = new Waiting(
                        null, "cannot be applied: " + e, first.getFirst().message());
                committed = commit(List.of(poison), floor);
            }
            leave(first);
            return committed;
        } catch (StoreException e) {
            failed(e);
            return null;
        }
    }

    /// After a failure nobody knows whether the commit has reached the disk: reads it anew. Always, as the positions
    /// may have been read after an earlier failure whose next try failed, too, and the floor then was not kept.
    private Floor certain(Floor floor) {
        if (!doubtful) {
            return floor;
        }
        positions = new HashMap<>(store.positions());
        Floor known = floor.recalling(store.seats());
        doubtful = false;
        return known;
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
        if (!plan.held().isEmpty() || !rejected.isEmpty()) {
            Set<SeatId> seats = new LinkedHashSet<>();
            plan.held().keySet().forEach(key -> {
                SeatId seat = plan.touched().get(key);
                if (seat != null) {
                    seats.add(seat);
                }
            });
            long began = System.nanoTime();
            store.commit(new Commit(plan.events(), plan.held(), plan.losses(), rejected, next.records(seats)));
            counters.committed(System.nanoTime() - began);
        }
        positions.putAll(plan.held());
        counters.planned(plan);
        plan.losses()
                .forEach(loss -> Logger.warn(
                        "facts {} to {} of seat {} are lost: its console no longer keeps them (journal {})",
                        loss.first(),
                        loss.last(),
                        loss.seat(),
                        loss.journal().journal()));
        recovered();
        return new Committed(next, plan.touched(), plan.missing(), answers);
    }

    /// Nothing more will be committed: lets everybody go. What was not confirmed is still at its console.
    void giveUp() {
        waiting.forEach(one -> one.message().answer().complete(null));
        waiting.clear();
    }

    private void leave(List<Waiting> group) {
        for (int left = group.size(); left > 0; left--) {
            waiting.remove();
        }
        counters.waiting(waiting.size());
    }

    private void recovered() {
        if (failingSince != null) {
            Logger.info("the ledger can be written again");
            failingSince = null;
            trouble = null;
            pause = SHORTEST_PAUSE;
        }
    }

    private void failed(StoreException e) {
        counters.commitFailed();
        doubtful = true;
        if (failingSince == null) {
            failingSince = time.now();
            Logger.error("the ledger cannot be written, facts wait at their consoles: {}", e.getMessage());
        }
        trouble = "the ledger cannot be written since %s, facts wait at their consoles: %s"
                .formatted(failingSince, e.getMessage());
        retryAt = time.nanoTime() + (long) (pause.toNanos() * time.speed());
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
    }
}
