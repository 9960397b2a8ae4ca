package dev.seatline.server.loop;

import dev.seatline.config.Loaded;
import dev.seatline.server.api.RuleDesk;
import dev.seatline.server.floor.SeatView;
import dev.seatline.server.replay.ReportReader;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Happening.Place;
import dev.seatline.server.rules.Verdict;
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
import dev.seatline.server.store.VerdictStore.VerdictChange;
import dev.seatline.server.store.VerdictStore.VerdictQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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

    /// So old may a paper be that speaks of the days that are judged.
    private static final Duration PAPERS = Duration.ofDays(100);

    private static final int UNTRUSTED = 10_000;
    private static final Comparator<Happening> ORDER =
            Comparator.comparing((Happening one) -> one.at()).thenComparing(one -> one.place());

    private final Site site;
    private final EventStore ledger;
    private final VerdictStore verdicts;
    private final ReportStore reports;
    private final ReportReader reader;
    private final double speed;
    private final SeatFolds folds = new SeatFolds();
    private final SeatLinks links = new SeatLinks();
    private final WishPost post = new WishPost();
    private final Listeners<List<StoredVerdict>> listeners = new Listeners<>();
    private final LongAdder faults = new LongAdder();
    /// Facts that are younger than the lag.
    private final PriorityQueue<Happening> fresh = new PriorityQueue<>(ORDER);
    /// What is known of the links, until the judge is told.
    private final Map<Place, Happening> held = new LinkedHashMap<>();
    /// Facts whose time may still be repaired, by their console's start.
    private final Map<BootKey, List<Guessed>> guessed = new LinkedHashMap<>();
    /// Said, and not in the store yet.
    private final Map<String, VerdictChange> owed = new LinkedHashMap<>();

    private Predicate<Runnable> turn = _ -> false;
    private Judge judge;
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
        this.reports = reports;
        this.reader = new ReportReader(site);
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
        recall(today);
        recallReports(happened);
        tell(happened);
        gatheringEnds = now.plus(real(GATHERING));
    }

    /// What is counted by month and quarter began before the days that are judged again.
    private void recall(LocalDate today) {
        LocalDate quarter = today.minusDays(DAYS).withDayOfMonth(1).minusMonths(2);
        VerdictQuery query = VerdictQuery.ALL.between(site.calendar().begin(quarter), begins);
        List<StoredVerdict> page = verdicts.standing(query);
        while (!page.isEmpty()) {
            List<Verdict> said = page.stream().map(StoredVerdict::verdict).toList();
            guarded("recall", () -> judge.recall(said));
            page = verdicts.standing(query.page(page.getLast().id(), VerdictStore.PAGE));
        }
    }

    /// What was told before the days that are judged again counts as far as it is a paper.
    private void recallReports(List<Happening> happened) {
        List<Happening> papers = new ArrayList<>();
        Instant oldest = begins.minus(PAPERS);
        int unreadable = 0;
        List<StoredReport> page = reports.since(oldest, 0, ReportStore.PAGE);
        while (!page.isEmpty()) {
            for (StoredReport report : page) {
                Optional<Happening> told = happening(report);
                told.ifPresent(one -> (one.at().isBefore(begins) ? papers : happened).add(one));
                unreadable += told.isPresent() ? 0 : 1;
            }
            page = reports.since(oldest, page.getLast().id(), ReportStore.PAGE);
        }
        if (unreadable > 0) {
            Logger.warn("{} reports speak of people or seats that are not configured any more", unreadable);
        }
        guarded("papers", () -> judge.recallPapers(papers));
    }

    private Optional<Happening> happening(StoredReport report) {
        return switch (reader.read(report.body(), report.at(), new Place("report", report.id()))) {
            case Loaded.Right<Happening>(Happening happening) -> Optional.of(happening);
            case Loaded.Wrong<Happening> _ -> Optional.empty();
        };
    }

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
            fresh.add(SeatFolds.repaired(one.sensed(), one.event().knowing(began)));
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
                takeBack(news.over());
                tell(news.happened());
            } else {
                news.over().forEach(held::remove);
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
            goOn(now, orders, first);
        }
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
        tell(ripe);
        guarded("time", () -> judge.goOn(until));
        guarded("verdicts", () -> {
            if (first) {
                compare(now);
            } else {
                judge.changes().forEach(change -> owe(change.matter(), change.after(), now));
            }
        });
        write();
        guarded("wishes", () -> {
            post.want(judge.wishes(), links, now, orders);
            post.carryOut(links, folds, now, orders);
        });
    }

    /// What the judge says after a start against what was said before.
    private void compare(Instant now) {
        Instant since = site.calendar().begin(site.calendar().date(begins).plusDays(1));
        judge.changes();
        Map<String, Verdict> said = new HashMap<>();
        judge.verdicts().forEach(verdict -> said.put(verdict.matter(), verdict));
        verdicts.standingSince(since).forEach(stored -> {
            if (!said.containsKey(stored.matter())
                    && site.regulations().teams().containsKey(stored.verdict().team())) {
                owe(stored.matter(), null, now);
            }
        });
        said.values().stream()
                .filter(verdict -> !verdict.at().isBefore(since))
                .forEach(verdict -> owe(verdict.matter(), verdict, now));
    }

    private void owe(String matter, @Nullable Verdict verdict, Instant now) {
        owed.put(matter, new VerdictChange(matter, verdict, now));
    }

    private void write() {
        if (owed.isEmpty()) {
            return;
        }
        try {
            List<StoredVerdict> written = verdicts.commit(List.copyOf(owed.values()));
            owed.clear();
            if (!written.isEmpty()) {
                listeners.tell(written);
            }
        } catch (StoreException e) {
            Logger.warn("{} verdicts wait for the ledger: {}", owed.size(), e.getMessage());
        }
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
    private void tell(Collection<Happening> happened) {
        if (happened.isEmpty() || guarded("what happened", () -> judge.take(happened))) {
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
        return listeners.add(listener);
    }

    @Override
    public boolean judges() {
        return true;
    }

    @Override
    public Loaded<Happening> read(String body, Instant at) {
        return reader.read(body, at, new Place("report", 0));
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
            boolean known = reports.told(report.by(), report.key()).isPresent();
            StoredReport kept = reports.append(report);
            if (!known) {
                happening(kept).ifPresent(fresh::add);
            }
            answer.complete(kept);
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
