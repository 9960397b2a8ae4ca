package dev.seatline.server.loop;

import dev.seatline.server.api.HubFigures;
import dev.seatline.wire.Fact;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/// What the hub has done since it began, in numbers. Any thread reads; each number is true by itself, all
/// together may be a moment apart.
public final class HubCounters implements HubFigures {
    /// Upper bounds of the buckets of [#commitBuckets], in seconds; above the last there is one more.
    public static final List<Double> COMMIT_BOUNDS =
            List.of(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0);

    private final LongAdder messages = new LongAdder();
    private final LongAdder facts = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder gapsAsked = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder unrecognised = new LongAdder();
    private final LongAdder commits = new LongAdder();
    private final LongAdder failedCommits = new LongAdder();
    private final DoubleAdder commitSeconds = new DoubleAdder();
    private final AtomicLongArray buckets = new AtomicLongArray(COMMIT_BOUNDS.size() + 1);
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger listeners = new AtomicInteger();

    /// Messages taken from consoles.
    public long messages() {
        return messages.sum();
    }

    /// Facts committed to the ledger.
    @Override
    public long facts() {
        return facts.sum();
    }

    /// Facts that came again and were passed over.
    @Override
    public long duplicates() {
        return duplicates.sum();
    }

    /// How often consoles were asked to send again from a gap on.
    @Override
    public long gaps() {
        return gapsAsked.sum();
    }

    /// Facts that are lost for ever.
    @Override
    public long losses() {
        return lost.sum();
    }

    /// Messages that could not be read.
    @Override
    public long rejected() {
        return rejected.sum();
    }

    /// Committed facts of a kind that this version does not know.
    public long unrecognised() {
        return unrecognised.sum();
    }

    /// Commits that succeeded.
    @Override
    public long commits() {
        return commits.sum();
    }

    /// Commits that failed and are tried again.
    public long failedCommits() {
        return failedCommits.sum();
    }

    /// Time spent in commits that succeeded, in seconds.
    @Override
    public double commitSeconds() {
        return commitSeconds.sum();
    }

    /// Commits by duration, not cumulative: one number per bound of [#COMMIT_BOUNDS], and those above.
    public long[] commitBuckets() {
        long[] copy = new long[buckets.length()];
        Arrays.setAll(copy, buckets::get);
        return copy;
    }

    /// Messages that wait for the loop.
    public int queued() {
        return queued.get();
    }

    /// Messages that were read and wait for a commit that has failed so far.
    public int waiting() {
        return waiting.get();
    }

    /// Who listens to the floor.
    public int listeners() {
        return listeners.get();
    }

    void took(int count, int stillQueued) {
        messages.add(count);
        queued.set(stillQueued);
    }

    void planned(CommitPlan plan) {
        facts.add(plan.events().size());
        duplicates.add(plan.duplicates());
        plan.losses().forEach(loss -> lost.add(loss.last() - loss.first() + 1));
        unrecognised.add(plan.events().stream()
                .filter(event -> event.envelope().fact() instanceof Fact.Unrecognised)
                .count());
    }

    void askedForGap() {
        gapsAsked.increment();
    }

    void rejectedOne() {
        rejected.increment();
    }

    void committed(long nanos) {
        double seconds = nanos / 1e9;
        commits.increment();
        commitSeconds.add(seconds);
        int bucket = 0;
        while (bucket < COMMIT_BOUNDS.size() && seconds > COMMIT_BOUNDS.get(bucket)) {
            bucket++;
        }
        buckets.incrementAndGet(bucket);
    }

    void commitFailed() {
        failedCommits.increment();
    }

    void waiting(int count) {
        waiting.set(count);
    }

    void listeners(int change) {
        listeners.addAndGet(change);
    }
}
