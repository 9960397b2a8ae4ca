package dev.seatline.server.loop;

import dev.seatline.server.store.EventStore;
import dev.seatline.server.store.StoreException;
import dev.seatline.server.store.StoredEvent;
import dev.seatline.wire.SeatId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A ledger that can be told to block, to fail, or to commit and then say that it failed. Any thread.
final class BreakableStore implements EventStore {
    /// How commits behave.
    enum Mode {
        WORKING,
        FULL,
        /// has room for a little, but for no commit
        NEARLY_FULL,
        /// commits, but the answer is lost
        ANSWER_LOST
    }

    private final EventStore inner;
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();
    private volatile Mode mode = Mode.WORKING;
    private volatile @Nullable CountDownLatch gate;

    BreakableStore(EventStore inner) {
        this.inner = inner;
    }

    void becomes(Mode next) {
        mode = next;
    }

    /// From now on commits wait until the latch is open.
    void blockOn(CountDownLatch latch) {
        gate = latch;
    }

    /// Commits that were begun so far.
    int begun() {
        return begun.get();
    }

    /// Commits and checks that failed so far.
    int refused() {
        return refused.get();
    }

    @Override
    public List<Long> commit(Commit commit) {
        begun.incrementAndGet();
        CountDownLatch latch = gate;
        if (latch != null) {
            await(latch);
        }
        return switch (mode) {
            case WORKING -> inner.commit(commit);
            case FULL, NEARLY_FULL -> {
                refused.incrementAndGet();
                throw new StoreException("database or disk is full");
            }
            case ANSWER_LOST -> {
                inner.commit(commit);
                mode = Mode.WORKING;
                refused.incrementAndGet();
                throw new StoreException("disk I/O error");
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("the test did not open the gate");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted", e);
        }
    }

    @Override
    public Map<BootKey, Instant> boots(int most) {
        return inner.boots(most);
    }

    @Override
    public Map<JournalKey, Long> positions() {
        return inner.positions();
    }

    @Override
    public Map<SeatId, byte[]> seats() {
        return inner.seats();
    }

    @Override
    public List<StoredEvent> events(long after, @Nullable SeatId seat, int limit) {
        return inner.events(after, seat, limit);
    }

    @Override
    public long count() {
        return inner.count();
    }

    @Override
    public List<Loss> losses() {
        return inner.losses();
    }

    @Override
    public List<Rejected> rejected(int limit) {
        return inner.rejected(limit);
    }

    @Override
    public @Nullable String remembered(String name) {
        return inner.remembered(name);
    }

    @Override
    public void remember(String name, String value) {
        inner.remember(name, value);
    }

    @Override
    public void check() {
        if (mode == Mode.FULL) {
            refused.incrementAndGet();
            throw new StoreException("database or disk is full");
        }
        inner.check();
    }

    @Override
    public void close() {
        inner.close();
    }
}
