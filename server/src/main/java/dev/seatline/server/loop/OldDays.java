package dev.seatline.server.loop;

import dev.seatline.server.rules.Calendar;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.judge.Judge;
import dev.seatline.server.store.EventStore;
import dev.seatline.server.store.StoredEvent;
import dev.seatline.server.store.StoredVerdict;
import dev.seatline.server.store.VerdictStore;
import dev.seatline.server.store.VerdictStore.VerdictQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;

/// Days that are older than the judge keeps, judged again from the ledger by a judge of their own that ends up at the
/// present and takes over. In small steps, so that the hub goes on meanwhile. The ledger is read twice: first for
/// what came late, then all of it, with that in its place. Used by the loop's thread.
final class OldDays {
    /// Pages of the ledger in one step.
    private static final int PAGES = 5;
    /// What comes within it after it happened needs no place of its own.
    private static final Duration IN_TIME = Duration.ofHours(2);
    /// Most that is remembered of what came late.
    private static final int LATE = 300_000;

    private final EventStore ledger;
    private final Judge judge;
    private final Instant begins;
    private final Instant since;
    private final long start;
    private final long lateUntil;
    private final PriorityQueue<Happening> waiting = new PriorityQueue<>(RuleRun.ORDER);
    private final List<Happening.Lost> told;
    private final List<Happening> repaired = new ArrayList<>();
    private final List<Happening> reported = new ArrayList<>();
    private SeatFolds folds;
    private long read;
    private boolean second;
    private long dropped;

    /// @param judge of these days, that knows what was said before them
    /// @param begins what was before is not judged
    /// @param since the first thing that came too late for the judge before
    /// @param start the last event in the ledger that has not to be read
    /// @param end the last event that is there now
    /// @param losts of which seats the facts are missing now
    /// @param besides what no console told, those losts too
    OldDays(
            EventStore ledger,
            Judge judge,
            Instant begins,
            Instant since,
            long start,
            long end,
            Collection<Happening.Lost> losts,
            Collection<? extends Happening> besides) {
        this.ledger = ledger;
        this.judge = judge;
        this.begins = begins;
        this.since = since;
        this.start = start;
        this.lateUntil = end;
        this.told = List.copyOf(losts);
        this.folds = folds();
        this.read = start;
        besides.forEach(this::await);
    }

    private SeatFolds folds() {
        SeatFolds fresh = new SeatFolds();
        fresh.begin(begins);
        return fresh;
    }

    /// Which seats the judge was told of.
    List<Happening.Lost> told() {
        return told;
    }

    /// The first thing that came too late for the judge before.
    Instant since() {
        return since;
    }

    /// What is counted by month and quarter began before what is judged.
    static void recall(VerdictStore verdicts, Judge judge, Calendar calendar, Instant begins) {
        LocalDate quarter = calendar.date(begins).withDayOfMonth(1).minusMonths(2);
        VerdictQuery query = VerdictQuery.ALL.between(calendar.begin(quarter), begins);
        List<StoredVerdict> page = verdicts.standing(query);
        while (!page.isEmpty()) {
            judge.recall(page.stream().map(StoredVerdict::verdict).toList());
            page = verdicts.standing(query.page(page.getLast().id(), VerdictStore.PAGE));
        }
    }

    Judge judge() {
        return judge;
    }

    /// What came late and could not be remembered.
    long dropped() {
        return dropped;
    }

    /// The time of a fact was repaired while it may have been read.
    void repaired(Happening.Sensed sensed) {
        repaired.add(sensed);
    }

    /// Somebody tells something that no console does, meanwhile.
    void told(Happening one) {
        reported.add(one);
    }

    /// Reads on.
    ///
    /// @param end the last event in the ledger
    /// @return whether everything is judged up to it
    boolean step(long end) {
        for (int i = 0; i < PAGES; i++) {
            List<StoredEvent> page = ledger.events(read, null, EventStore.PAGE);
            long last = second ? end : lateUntil;
            for (StoredEvent event : page) {
                if (event.id() > last) {
                    break;
                }
                read = event.id();
                folds.fold(event).forEach(one -> sort(one, event));
            }
            if (page.isEmpty() || read >= last) {
                if (second) {
                    judged(Instant.MAX);
                    judge.mend(repaired.stream().map(Happening::place).toList(), repaired);
                    judge.take(reported);
                    return true;
                }
                second = true;
                folds = folds();
                read = start;
            } else if (second) {
                judged(page.getLast().received().minus(IN_TIME));
            }
        }
        return false;
    }

    private void sort(Happening one, StoredEvent event) {
        boolean late = one.at().isBefore(event.received().minus(IN_TIME));
        if (second ? !late || event.id() > lateUntil : late) {
            await(one);
        }
    }

    private void await(Happening one) {
        if (one.at().isBefore(begins)) {
            return;
        }
        if (!second && waiting.size() >= LATE) {
            dropped++;
            return;
        }
        waiting.add(one);
    }

    /// Tells the judge what was before a moment, in the order of time.
    private void judged(Instant before) {
        List<Happening> ripe = new ArrayList<>();
        while (!waiting.isEmpty() && waiting.peek().at().isBefore(before)) {
            ripe.add(waiting.remove());
        }
        if (!ripe.isEmpty()) {
            judge.take(ripe);
        }
    }
}
