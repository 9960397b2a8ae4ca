package dev.seatline.server.rules.judge;

import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Happening.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A team's judge that can go back: what comes late is put in its place, and from there on it is judged again. So the
/// verdicts are those of the order of time, whatever came first. Used by one thread.
final class TeamTimeline {
    static final Comparator<Happening> ORDER =
            Comparator.comparing((Happening one) -> one.at()).thenComparing(one -> one.place());

    private static final Duration JUST_NOW = Duration.ofMinutes(1);
    private static final Duration EVERY_MINUTE = Duration.ofMinutes(10);
    private static final Duration EVERY_HOUR = Duration.ofDays(2);

    /// A state of the judge before anything of `at` and later.
    ///
    /// @param page of the book then
    private record Checkpoint(Instant at, TeamJudge judge, long page) {}

    private final Duration kept;
    private final TeamBook book;
    private final List<Happening> past = new ArrayList<>();
    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private TeamJudge judge;
    /// How far time has gone on; the timers of this moment have been looked at.
    private Instant reached;
    private Instant keptFrom;
    private long tooLate;

    /// @param kept what is older than this is forgotten, and cannot be judged again
    TeamTimeline(Site site, String team, Instant begins, Duration kept, Faults faults) {
        this.kept = kept;
        book = new TeamBook();
        judge = new TeamJudge(site, team, begins, book, faults);
        reached = begins.minusNanos(1);
        keptFrom = begins;
        checkpoints.add(new Checkpoint(begins, judge.copy(), book.page()));
    }

    TeamBook book() {
        return book;
    }

    @Nullable
    Instant nextDeadline() {
        return judge.nextDeadline();
    }

    Instant reached() {
        return reached;
    }

    /// How many came so late that they could not be judged any more.
    long tooLate() {
        return tooLate;
    }

    /// Papers of the time before it begins, in any order; before anything else.
    void recall(List<? extends Happening> papers) {
        papers.stream().sorted(ORDER).forEach(judge::recall);
        checkpoints.set(0, new Checkpoint(keptFrom, judge.copy(), book.page()));
    }

    /// What is older cannot be judged any more.
    Instant keptFrom() {
        return keptFrom;
    }

    void take(List<? extends Happening> happenings) {
        List<Happening> sorted = inTime(happenings);
        if (sorted.isEmpty()) {
            return;
        }
        Happening last = past.isEmpty() ? null : past.getLast();
        Happening first = sorted.getFirst();
        boolean inOrder = first.at().isAfter(reached) && (last == null || ORDER.compare(last, first) < 0);
        if (inOrder) {
            sorted.forEach(this::live);
        } else {
            past.addAll(sorted);
            past.sort(ORDER);
            again(first.at());
        }
    }

    private List<Happening> inTime(List<? extends Happening> happenings) {
        List<Happening> sorted = new ArrayList<>(happenings);
        sorted.sort(ORDER);
        sorted.removeIf(one -> {
            boolean old = one.at().isBefore(keptFrom);
            tooLate += old ? 1 : 0;
            return old;
        });
        return sorted;
    }

    /// Takes something back and takes something else, and goes back once for both.
    void mend(Collection<Place> over, List<? extends Happening> happenings) {
        if (over.isEmpty()) {
            // nearly always, and the past is long
            take(happenings);
            return;
        }
        Set<Place> gone = new HashSet<>(over);
        Instant first = null;
        for (Happening one : past) {
            if (gone.contains(one.place())) {
                first = one.at();
                break;
            }
        }
        if (first == null) {
            take(happenings);
            return;
        }
        past.removeIf(one -> gone.contains(one.place()));
        List<Happening> sorted = inTime(happenings);
        past.addAll(sorted);
        past.sort(ORDER);
        boolean earlier = !sorted.isEmpty() && sorted.getFirst().at().isBefore(first);
        again(earlier ? sorted.getFirst().at() : first);
    }

    private void live(Happening one) {
        past.add(one);
        judged(one);
    }

    private void judged(Happening one) {
        Instant minute = floor(one.at(), 60);
        if (minute.isAfter(checkpoints.getLast().at())) {
            judge.goOn(minute.minusNanos(1));
            checkpoints.add(new Checkpoint(minute, judge.copy(), book.page()));
            thin(minute);
        }
        judge.step(one);
        if (one.at().isAfter(reached)) {
            // timers of this very moment are still to come
            reached = one.at().minusNanos(1);
        }
    }

    private static Instant floor(Instant at, long seconds) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
    }

    void goOn(Instant to) {
        if (to.isAfter(reached)) {
            judge.goOn(to);
            reached = to;
        }
    }

    /// Judges again from this moment on, up to where time has gone.
    private void again(Instant from) {
        Instant until = reached;
        while (checkpoints.size() > 1 && checkpoints.getLast().at().isAfter(from)) {
            checkpoints.removeLast();
        }
        Checkpoint checkpoint = checkpoints.getLast();
        book.back(checkpoint.page());
        book.unwant(Instant.MAX);
        judge = checkpoint.judge().copy();
        reached = checkpoint.at().minusNanos(1);
        List<Happening> later = List.copyOf(past.subList(index(checkpoint.at()), past.size()));
        later.forEach(this::judged);
        // what was wanted then has been done, or is too late; but a fact of just now may have come a little late
        book.unwant(until.minus(JUST_NOW));
        goOn(until);
        judge.reconsider();
    }

    /// The first of the past that is not before this moment.
    private int index(Instant at) {
        int low = 0;
        int high = past.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (past.get(middle).at().isBefore(at)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Keeps a state for every minute of the last ten, for every hour of two days, for every day; forgets what nobody
    /// will turn back to.
    private void thin(Instant now) {
        List<Checkpoint> next = new ArrayList<>();
        for (Checkpoint one : checkpoints) {
            Duration age = Duration.between(one.at(), now);
            long grain = age.compareTo(EVERY_MINUTE) < 0 ? 60 : age.compareTo(EVERY_HOUR) < 0 ? 3600 : 86_400;
            boolean same = !next.isEmpty() && floor(next.getLast().at(), grain).equals(floor(one.at(), grain));
            if (!same) {
                next.add(one);
            }
        }
        Instant oldest = now.minus(kept);
        while (next.size() > 1 && !next.get(1).at().isAfter(oldest)) {
            next.removeFirst();
        }
        checkpoints.clear();
        checkpoints.addAll(next);
        Instant first = next.getFirst().at();
        if (first.isAfter(keptFrom)) {
            keptFrom = first;
            past.subList(0, index(first)).clear();
            book.forget(next.getFirst().page());
        }
    }
}
