package dev.seatline.bench.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Lets a plan befall a site, several faults at a time, but never two on the same part. [#run] is its thread.
final class Director {
    private static final int AT_ONCE = 4;
    /// So far the plan is looked through for a fault whose parts are free.
    private static final int LOOK_AHEAD = 8;
    /// Several kills, then everything is mended and everything must arrive without anything new to push it.
    private static final int FAULTS_BETWEEN_RESTS = 40;

    private final FaultSite site;
    private final Deeds deeds;
    private final Settling settling;
    private final Score score;
    private final Object lock = new Object();
    private final Set<String> harmed = new HashSet<>();
    private int atOnce;
    private boolean stuck;

    Director(FaultSite site, Deeds deeds, Settling settling, Score score) {
        this.site = site;
        this.deeds = deeds;
        this.settling = settling;
        this.score = score;
    }

    /// Lets all of it happen, and waits until everything is mended and delivered.
    void run(List<Fault> plan) throws InterruptedException {
        List<Fault> open = new ArrayList<>(plan);
        int begun = 0;
        try (ExecutorService doers = Executors.newVirtualThreadPerTaskExecutor()) {
            while (!open.isEmpty() && !stuck()) {
                Fault fault = nextPossible(open);
                Thread.sleep(fault.after());
                doers.execute(() -> befall(fault));
                begun++;
                if (begun % FAULTS_BETWEEN_RESTS == 0) {
                    awaitQuiet();
                    rest();
                }
            }
            awaitQuiet();
        }
        rest();
    }

    private void rest() throws InterruptedException {
        if (!stuck() && !settling.settled()) {
            stop();
        }
    }

    private boolean stuck() {
        synchronized (lock) {
            return stuck;
        }
    }

    private void stop() {
        synchronized (lock) {
            stuck = true;
            lock.notifyAll();
        }
    }

    /// The first whose parts are all free, now taken; waits for it.
    private Fault nextPossible(List<Fault> open) throws InterruptedException {
        synchronized (lock) {
            while (true) {
                if (atOnce < AT_ONCE) {
                    Optional<Fault> free = open.stream()
                            .limit(LOOK_AHEAD)
                            .filter(fault -> Collections.disjoint(harmed, deeds.parts(fault)))
                            .findFirst();
                    if (free.isPresent()) {
                        open.remove(free.get());
                        harmed.addAll(deeds.parts(free.get()));
                        atOnce++;
                        return free.get();
                    }
                }
                lock.wait();
            }
        }
    }

    private void awaitQuiet() throws InterruptedException {
        synchronized (lock) {
            while (atOnce > 0) {
                lock.wait();
            }
        }
    }

    private void befall(Fault fault) {
        score.note("begins: " + fault);
        try {
            deeds.befall(fault);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
        } catch (IOException | RuntimeException e) {
            score.broken("%s: %s".formatted(fault, e));
            stop();
        } finally {
            synchronized (lock) {
                harmed.removeAll(deeds.parts(fault));
                atOnce--;
                lock.notifyAll();
            }
        }
    }

    /// How far everything is, in one line.
    String progress(int kills) {
        long recorded = 0;
        long confirmed = 0;
        for (Hand hand : site.hands()) {
            View view = hand.latest();
            if (view != null) {
                recorded += view.last();
                confirmed += view.confirmed();
            }
        }
        Duration elapsed = score.elapsed();
        return "%d:%02d  %d of %d kills, %d facts recorded, %d committed"
                .formatted(elapsed.toMinutes(), elapsed.toSecondsPart(), score.kills(), kills, recorded, confirmed);
    }
}
