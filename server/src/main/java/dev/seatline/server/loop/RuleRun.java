package dev.seatline.server.loop;

import dev.seatline.config.Loaded;
import dev.seatline.server.api.RuleDesk;
import dev.seatline.server.floor.SeatView;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Happening.Place;
import dev.seatline.server.rules.judge.Judge;
import dev.seatline.server.rules.judge.Site;
import dev.seatline.server.store.EventStore;
import dev.seatline.server.store.EventStore.BootKey;
import dev.seatline.server.store.ReportStore;
import dev.seatline.server.store.StoreException;
import dev.seatline.server.store.StoredEvent;
import dev.seatline.server.store.StoredReport;
import dev.seatline.server.store.StoredVerdict;
import dev.seatline.server.store.VerdictStore;
import dev.seatline.server.store.VerdictStore.VerdictQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// The rules in the running hub: what is committed goes to the judge, what it says to the store of verdicts, what it
/// wants to the consoles. A defect in a rule stops neither the loop nor the other rules.
///
/// After a start the judge lives through the last days again, silently, until the consoles that were there before are
/// there again; then what it says is held against what was said before.
///
/// The loop's thread alone, but for the questions about verdicts, [#onVerdicts] and [#faults].
public final class RuleRun implements RuleDesk {
    /// Days that are judged again after a start; of the first nothing is written, as what led to it is not known.
    private static final int DAYS = 2;
    /// Beyond them, to know how the seats were when they began.
    private static final int DAYS_BEFORE = 1;

    /// What comes later is not judged any more.
    static final Duration KEPT = Duration.ofDays(DAYS);
    /// In real time: facts under way come in their order.
    public static final Duration LAG = Duration.ofSeconds(1);
    /// In real time: consoles come back within it after the hub did, or are away.
    private static final Duration GATHERING = Duration.ofSeconds(60);

    /// Facts that are older when they come are late: they are gathered, in real time for so long at most.
    private static final Duration LATE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int UNTRUSTED = 10_000;
    static final Comparator<Happening> ORDER =
            Comparator.comparing((Happening one) -> one.at()).thenComparing(one -> one.place());

    private final Site site;
    private final EventStore ledger;
    private final VerdictStore verdicts;
    private final Reports reports;
    private final double speed;
    private final SeatFolds folds = new SeatFolds();
    private final SeatLinks links = new SeatLinks();
    private final WishPost post = new WishPost();
    private final VerdictPost said;
    private final LongAdder faults = new LongAdder();
    /// Facts that are younger than the lag.
    private final PriorityQueue<Happening> fresh = new PriorityQueue<>(ORDER);
    private final LateFacts late = new LateFacts();
    /// An hour less than the judge keeps: it takes a while until it is told.
    private final Overdue overdue = new Overdue(KEPT.minusHours(1));
    /// What is known of the links, until the judge is told.
    private final Map<Place, Happening> held = new LinkedHashMap<>();
    /// Facts whose time may still be repaired, by their console's start.
    private final Map<BootKey, List<Guessed>> guessed = new LinkedHashMap<>();

    private Predicate<Runnable> turn = _ -> false;
    private Judge judge;
    private @Nullable OldDays oldDays;
    private Instant begins = Instant.EPOCH;
    private Instant gatheringEnds = Instant.MAX;
    private boolean gathered;
    private long read;
    private int guesses;

    private record Guessed(StoredEvent event, Happening.Sensed sensed) {}

    /// @param site with at least one regulation
    /// @param speed of the loop's time
    public RuleRun(Site site, EventStore ledger, VerdictStore verdicts, ReportStore reports, double speed) {
        this.site = site;
        this.ledger = ledger;
        this.verdicts = verdicts;
        this.said = new VerdictPost(verdicts);
        this.reports = new Reports(site, reports);
        this.speed = speed;
        this.judge = new Judge(site, Instant.EPOCH, KEPT, this::failed);
    }

    /// Lives through the last days again.
    ///
    /// @throws StoreException when the ledger cannot be read
    void begin(Instant now) {
        LocalDate today = site.calendar().date(now);
        begins = site.calendar().begin(today.minusDays(DAYS));
        judge = new Judge(site, begins, KEPT, this::failed);
        folds.begin(begins);
        read = LedgerDays.lastBefore(ledger, site.calendar().begin(today.minusDays(DAYS + DAYS_BEFORE)));
        List<Happening> happened = new ArrayList<>();
        catchUp(happened);
        happened.removeIf(one -> one.at().isBefore(begins));
        guarded("recall", () -> OldDays.recall(verdicts, judge, site.calendar(), begins));
        guarded("papers", () -> reports.recall(judge, begins, happened));
        tell(happened);
        gatheringEnds = now.plus(real(GATHERING));
    }

    /// What is counted by month and quarter began before the days that are judged again.
    private void catchUp(List<Happening> happened) {
        List<StoredEvent> page = ledger.events(read, null, EventStore.PAGE);
        while (!page.isEmpty()) {
            page.forEach(event -> happened.addAll(fold(event)));
            read = page.getLast().id();
            page = ledger.events(read, null, EventStore.PAGE);
        }
    }

    private List<Happening> fold(StoredEvent event) {
        List<Happening> made = folds.fold(event);
        overdue.learnt(made.getLast().at(), event.received());
        if (event.time() == StoredEvent.TimeQuality.UNTRUSTED && made.getLast() instanceof Happening.Sensed sensed) {
            if (guesses >= UNTRUSTED) {
                guessed.clear();
                guesses = 0;
            }
            guesses++;
            guessed.computeIfAbsent(boot(event), _ -> new ArrayList<>()).add(new Guessed(event, sensed));
        }
        return made;
    }

    private static BootKey boot(StoredEvent event) {
        return new BootKey(event.envelope().console(), event.envelope().boot());
    }

    /// These facts are in the ledger, and this was learnt of when consoles started.
    ///
    /// @param ids of the events
    void committed(List<StoredEvent> events, List<Long> ids, Map<BootKey, Optional<Instant>> boots) {
        guarded("a commit", () -> {
            List<Happening> happened = new ArrayList<>();
            if (!ids.isEmpty() && ids.getFirst() == read + 1) {
                events.forEach(event -> happened.addAll(fold(event)));
                read = ids.getLast();
            } else if (!ids.isEmpty()) {
                // a commit that seemed to fail had not
                catchUp(happened);
            }
            fresh.addAll(happened);
            boots.forEach((boot, began) -> began.ifPresent(moment -> repair(boot, moment)));
        });
    }

    private void repair(BootKey boot, Instant began) {
        List<Guessed> known = guessed.remove(boot);
        if (known == null) {
            return;
        }
        guesses -= known.size();
        List<Place> over = new ArrayList<>();
        known.forEach(one -> {
            over.add(one.sensed().place());
            fresh.removeIf(other -> other.place().equals(one.sensed().place()));
            late.forget(one.sensed().place());
            Happening.Sensed repaired =
                    SeatFolds.repaired(one.sensed(), one.event().knowing(began));
            fresh.add(repaired);
            overdue.learnt(repaired.at(), one.event().received());
            if (oldDays != null) {
                oldDays.repaired(repaired);
            }
        });
        takeBack(over);
    }

    /// When the next thing is due by itself.
    Optional<Instant> due() {
        if (!gathered) {
            return Optional.empty();
        }
        Instant first = fresh.isEmpty() ? null : fresh.peek().at();
        Instant deadline = judge.nextDeadline().orElse(null);
        Instant next = first == null || (deadline != null && deadline.isBefore(first)) ? deadline : first;
        return Optional.ofNullable(next).map(moment -> moment.plus(real(LAG)));
    }

    /// Looks at the links, once a tick, and lets time go on.
    ///
    /// @param views the floor's seats
    void tick(List<SeatView> views, Instant now, WishPost.Orders orders) {
        guarded("links", () -> {
            SeatLinks.News news = links.look(views, folds, begins, now);
            if (gathered) {
                SeatLinks.News present = late.sift(news);
                ended(present.over(), now);
                tell(present.happened());
            } else {
                news.over().forEach(lost -> held.remove(lost.place()));
                news.happened().forEach(one -> held.put(one.place(), one));
            }
        });
        boolean first =
                !gathered && (now.isAfter(gatheringEnds) || views.stream().allMatch(this::heard));
        if (first) {
            gathered = true;
            tell(List.copyOf(held.values()));
            held.clear();
        }
        if (gathered) {
            if (late.due(views, now, real(PATIENCE))) {
                tellLate(now);
            }
            if (!first) {
                oldDays(now, orders);
            }
            goOn(now, orders, first);
        }
    }

    private void tellLate(Instant now) {
        LateFacts.Gathered all = late.take();
        if (!guarded("late facts", () -> judge.mend(all.over(), kept(all.happened())))) {
            takeBack(all.over());
            tell(all.happened());
        }
        ended(all.ended(), now);
    }

    /// The facts of these seats are here now.
    private void ended(List<Happening.Lost> losts, Instant now) {
        takeBack(losts.stream().map(Happening.Lost::place).toList());
        for (Happening.Lost lost : losts) {
            overdue.learnt(lost.at(), now);
            if (lost.at().isBefore(judge.keptFrom())) {
                // the judge was told so long ago that it cannot take it back
                tell(List.of(new Happening.Found(lost.seat(), true, judge.keptFrom(), lost.place())));
            }
        }
    }

    /// What is unknown since longer than the judge keeps is unknown for all of that.
    private List<Happening> kept(Collection<? extends Happening> happened) {
        Instant from = judge.keptFrom();
        List<Happening> all = new ArrayList<>();
        for (Happening one : happened) {
            all.add(
                    one instanceof Happening.Lost lost && lost.at().isBefore(from)
                            ? new Happening.Lost(lost.seat(), from, lost.place())
                            : one);
        }
        return all;
    }

    /// Judges old days again, a little at each tick; then what is said of them is held against what was said before.
    private void oldDays(Instant now, WishPost.Orders orders) {
        if (oldDays == null && late.empty()) {
            overdue.take(now, real(PATIENCE)).ifPresent(first -> {
                if (!guarded("old days", () -> oldDays = oldDays(first))) {
                    overdue.again(first, now);
                }
            });
        }
        OldDays days = oldDays;
        if (days == null) {
            return;
        }
        AtomicBoolean done = new AtomicBoolean();
        if (!guarded("old days", () -> done.set(days.step(read)))) {
            oldDays = null;
            overdue.again(days.since(), now);
        } else if (done.get()) {
            oldDays = null;
            guarded("wishes", () -> post.want(judge.wishes(), links, now, orders));
            takeOver(days, now);
        }
    }

    private OldDays oldDays(Instant first) {
        Instant from = site.calendar().begin(site.calendar().date(first).minusDays(1));
        Judge anew = new Judge(site, from, KEPT, this::failed);
        OldDays.recall(verdicts, anew, site.calendar(), from);
        List<Happening> told = new ArrayList<>(links.losts());
        reports.recall(anew, from, told);
        Instant before = site.calendar().begin(site.calendar().date(from).minusDays(DAYS_BEFORE));
        long start = LedgerDays.lastBefore(ledger, before);
        return new OldDays(ledger, anew, from, first, start, read, links.losts(), told);
    }

    private void takeOver(OldDays days, Instant now) {
        overdue.dropped(days.dropped());
        judge = days.judge();
        // all that waits is in the ledger, and read
        fresh.clear();
        late.take();
        List<Happening.Lost> losts = links.losts();
        ended(days.told().stream().filter(lost -> !losts.contains(lost)).toList(), now);
        tell(losts.stream().filter(lost -> !days.told().contains(lost)).toList());
        guarded("time", () -> judge.goOn(now.minus(real(LAG))));
        // of time gone by nothing is wanted
        judge.wishes();
        compare("old days", site.calendar().date(days.since()), now);
    }

    private boolean heard(SeatView view) {
        return view.link() == SeatView.Link.NEVER_SEEN || links.known(view.seat());
    }

    /// Lets time go on, and carries out what comes of it.
    void goOn(Instant now, WishPost.Orders orders) {
        if (gathered) {
            goOn(now, orders, false);
        }
    }

    private void goOn(Instant now, WishPost.Orders orders, boolean first) {
        Instant until = now.minus(real(LAG));
        List<Happening> ripe = new ArrayList<>();
        while (!fresh.isEmpty() && !fresh.peek().at().isAfter(until)) {
            ripe.add(fresh.remove());
        }
        if (first) {
            tell(ripe);
        } else {
            tell(late.sift(ripe, now.minus(real(LATE)), now));
        }
        if (late.full()) {
            tellLate(now);
        }
        guarded("time", () -> judge.goOn(until));
        guarded("verdicts", () -> {
            if (first) {
                compare("verdicts", site.calendar().date(begins).plusDays(1), now);
            } else {
                said.say(judge.changes(), now);
            }
        });
        said.write();
        guarded("wishes", () -> {
            post.want(judge.wishes(), links, now, orders);
            post.carryOut(links, folds, now, orders);
        });
    }

    private void compare(String what, LocalDate since, Instant now) {
        Set<String> teams = site.regulations().teams().keySet();
        guarded(what, () -> said.compare(judge, site.calendar().begin(since), teams, now));
    }

    private Duration real(Duration span) {
        return Duration.ofNanos((long) (span.toNanos() * speed));
    }

    private void takeBack(List<Place> places) {
        if (!places.isEmpty()) {
            guarded("taking back", () -> judge.takeBack(places));
        }
    }

    /// One that a rule cannot digest is left out, so that one seat cannot stop the judging of others.
    private void tell(Collection<? extends Happening> happened) {
        if (happened.isEmpty() || guarded("what happened", () -> judge.take(kept(happened)))) {
            return;
        }
        takeBack(happened.stream().map(Happening::place).toList());
        for (Happening one : happened) {
            if (!guarded("what happened", () -> judge.take(List.of(one)))) {
                takeBack(List.of(one.place()));
            }
        }
    }

    private boolean guarded(String what, Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuntimeException e) {
            if (faults.sum() == 0) {
                Logger.error(e, "a rule failed at {}; further failures are only counted", what);
            }
            faults.increment();
            return false;
        }
    }

    private void failed(RuntimeException fault) {
        guarded("what it judged", () -> {
            throw fault;
        });
    }

    /// How many facts came too late to be judged.
    public long tooLate() {
        return overdue.tooLate();
    }

    /// How often a rule failed.
    public long faults() {
        return faults.sum();
    }

    @Override
    public List<StoredVerdict> verdicts(VerdictQuery query) {
        return verdicts.standing(query);
    }

    @Override
    public Optional<StoredVerdict> verdict(long id) {
        return verdicts.version(id);
    }

    @Override
    public List<StoredVerdict> history(String matter) {
        return verdicts.history(matter);
    }

    @Override
    public Runnable onVerdicts(Consumer<List<StoredVerdict>> listener) {
        return said.listen(listener);
    }

    @Override
    public boolean judges() {
        return true;
    }

    @Override
    public Loaded<Happening> read(String body, Instant at) {
        return reports.read(body, at);
    }

    @Override
    public CompletionStage<StoredReport> report(StoredReport report) {
        CompletableFuture<StoredReport> answer = new CompletableFuture<>();
        if (!turn.test(() -> keep(report, answer))) {
            answer.completeExceptionally(new StoreException("the hub is not running"));
        }
        return answer;
    }

    private void keep(StoredReport report, CompletableFuture<StoredReport> answer) {
        try {
            answer.complete(reports.keep(report, told -> {
                fresh.add(told);
                if (oldDays != null) {
                    oldDays.told(told);
                }
            }));
        } catch (StoreException e) {
            answer.completeExceptionally(e);
        }
    }

    @Override
    public List<StoredReport> reports(Instant from, long after, int limit) {
        return reports.since(from, after, limit);
    }

    /// @param tasks puts a task on the loop's thread; false when it cannot any more
    void turns(Predicate<Runnable> tasks) {
        turn = tasks;
    }
}
