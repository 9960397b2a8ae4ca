package dev.seatline.server.loop;

import dev.seatline.server.api.HubFigures;
import dev.seatline.wire.Fact;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/// What the hub has done since it began, in numbers. Any thread reads; each number is true by itself, all
/// together may be a moment apart.
public final class HubCounters implements HubFigures {
    private final LongAdder facts = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder gapsAsked = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder unrecognised = new LongAdder();
    private final LongAdder commits = new LongAdder();
    private final LongAdder failedCommits = new LongAdder();
    private final DoubleAdder commitSeconds = new DoubleAdder();
    private final AtomicInteger queued = new AtomicInteger();
    private final Optional<RuleRun> rules;

    public HubCounters() {
        this(Optional.empty());
    }

    /// @param rules that count for themselves, where there are any
    HubCounters(Optional<RuleRun> rules) {
        this.rules = rules;
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
    @Override
    public long unrecognised() {
        return unrecognised.sum();
    }

    /// Commits that succeeded.
    @Override
    public long commits() {
        return commits.sum();
    }

    /// Commits that failed; what they held was asked for again.
    @Override
    public long failedCommits() {
        return failedCommits.sum();
    }

    /// Time spent in commits that succeeded, in seconds.
    @Override
    public double commitSeconds() {
        return commitSeconds.sum();
    }

    /// How often a rule failed.
    @Override
    public long ruleFaults() {
        return rules.map(RuleRun::faults).orElse(0L);
    }

    /// Facts that came too late to be judged.
    @Override
    public long lateFacts() {
        return rules.map(RuleRun::tooLate).orElse(0L);
    }

    /// Messages that wait for the loop.
    @Override
    public int queued() {
        return queued.get();
    }

    void took(int stillQueued) {
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
        commits.increment();
        commitSeconds.add(nanos / 1e9);
    }

    void commitFailed() {
        failedCommits.increment();
    }
}
