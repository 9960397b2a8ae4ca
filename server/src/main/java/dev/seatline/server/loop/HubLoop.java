package dev.seatline.server.loop;

import dev.seatline.server.HubConfig;
import dev.seatline.server.api.HubDesk;
import dev.seatline.server.floor.Floor;
import dev.seatline.server.floor.FloorNews;
import dev.seatline.server.floor.FloorSnapshot;
import dev.seatline.server.floor.SeatView;
import dev.seatline.server.ingest.ConsoleTraffic;
import dev.seatline.server.ingest.Incoming;
import dev.seatline.server.ingest.MessageReader;
import dev.seatline.server.store.EventStore;
import dev.seatline.server.store.EventStore.JournalKey;
import dev.seatline.server.store.StoredEvent;
import dev.seatline.service.Pulse;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.BootId;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Order;
import dev.seatline.wire.Outcome;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.Texts;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// The one writer of the hub. A thread of its own takes what consoles send, in groups; each group is committed
/// to the ledger, and only then shown on the floor, acknowledged and confirmed. When it cannot be committed it is
/// acknowledged all the same, so that nothing waits behind it, but never confirmed: the consoles keep it and are
/// asked for it again once the ledger is well. What a console reports of the present is shown at once, whatever
/// becomes of the ledger.
///
/// A defect ends the loop; [#failed] tells.
///
/// [#start] and [#stop] belong to whoever built it; everything else may be called by any thread.
public final class HubLoop implements HubDesk, Pulse {
    private static final int QUEUE_MESSAGES = 50_000;
    private static final long QUEUE_BYTES = 128L << 20;
    private static final int GROUP_MESSAGES = 2_000;
    private static final long GROUP_BYTES = 4L << 20;

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration RULES_PATIENCE = Duration.ofSeconds(20);
    private static final Duration STOPPING = Duration.ofSeconds(10);
    private static final Duration LONGEST_PATIENCE = Duration.ofDays(1);

    /// A group of so many or more is load.
    private static final int MANY_MESSAGES = 100;
    /// Under load a group begins so long after the one before, or later.
    private static final Duration GATHER = Duration.ofMillis(20);

    private final HubConfig config;
    private final EventStore store;
    private final ConsoleTraffic traffic;
    private final TimeSource time;
    private final HubCounters counters;
    private final Inbox inbox = new Inbox(QUEUE_MESSAGES, QUEUE_BYTES);
    private final Listeners<FloorSnapshot> listeners = new Listeners<>();
    private final Optional<RuleRun> rules;
    private final MessageReader reader;
    private final LedgerWriter ledger;
    private final ConsolePost post;
    private final PendingOrders orders = new PendingOrders();
    private final AtomicLong turns = new AtomicLong();
    private final Map<SeatId, BootId> online = new HashMap<>();
    /// Only for [#start], and from then on the loop's.
    private Floor floor;
    private boolean hears = true;
    private int lastGroup;
    private long nextTick;
    private long rejectedSinceLogged;
    private long logRejectedAt;
    private volatile FloorSnapshot snapshot;
    private final CompletableFuture<Throwable> failed = new CompletableFuture<>();
    private volatile @Nullable String ended = "the hub has not started yet";
    private @Nullable Thread thread;

    /// @param store open; stays open after [#stop]
    public HubLoop(
            HubConfig config, EventStore store, ConsoleTraffic traffic, TimeSource time, RandomGenerator random) {
        this(config, store, traffic, time, random, Optional.empty());
    }

    /// @param store open; stays open after [#stop]
    /// @param rules that judge what happens, where there are any
    public HubLoop(
            HubConfig config,
            EventStore store,
            ConsoleTraffic traffic,
            TimeSource time,
            RandomGenerator random,
            Optional<RuleRun> rules) {
        this.rules = rules;
        rules.ifPresent(run -> run.turns(task -> inbox.put(task)));
        this.counters = new HubCounters(rules);
        this.config = config;
        this.store = store;
        this.traffic = traffic;
        this.time = time;
        Map<SeatId, ConsoleId> consoles = new HashMap<>();
        config.consoles().forEach(entry -> consoles.put(entry.seat(), entry.console()));
        this.reader = new MessageReader(config.site(), consoles);
        this.ledger = new LedgerWriter(store, time, counters);
        this.post = new ConsolePost(config, traffic, time, random, counters);
        this.floor = Floors.of(config, Instant.EPOCH);
        this.snapshot = floor.snapshot(Instant.EPOCH);
    }

    /// Recalls the floor from the ledger, then opens the way to the consoles and works until [#stop].
    ///
    /// @throws IOException when there is no way to the consoles
    /// @throws dev.seatline.server.store.StoreException when the ledger cannot be read
    public void start() throws IOException {
        open();
        thread = Thread.ofPlatform().name("hub-loop").start(this::run);
    }

    /// [#start] without a thread: a simulation calls [#turn] itself, on one thread.
    ///
    /// @throws IOException when there is no way to the consoles
    /// @throws dev.seatline.server.store.StoreException when the ledger cannot be read
    public void open() throws IOException {
        Instant now = now();
        ledger.begin();
        floor = Floors.of(config, now).recalling(store.seats());
        snapshot = floor.snapshot(now);
        post.begin(SettingsDocument.of(config, store, now));
        rules.ifPresent(run -> run.begin(now));
        nextTick = time.nanoTime();
        logRejectedAt = nextTick;
        ended = null;
        try {
            traffic.start(new FromConsoles());
        } catch (IOException | RuntimeException e) {
            stop();
            throw e;
        }
    }

    /// Closes the way to the consoles, commits what has arrived and ends. Idempotent.
    public void stop() {
        // first: a broker cannot stop while its threads wait for room
        inbox.close();
        traffic.stop();
        Thread running = thread;
        if (running == null) {
            ended = "the hub has stopped";
            return;
        }
        try {
            if (!running.join(STOPPING)) {
                Logger.warn("the hub's loop does not end by itself; interrupting it");
                running.interrupt();
                running.join(STOPPING);
            }
            thread = null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// What the hub has done since it began.
    public HubCounters counters() {
        return counters;
    }

    private Instant now() {
        return time.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /// What consoles send comes here, on threads of the traffic.
    private final class FromConsoles implements ConsoleTraffic.Receiver {
        @Override
        public CompletionStage<Void> received(String topic, byte[] payload) {
            CompletableFuture<Void> answer = new CompletableFuture<>();
            if (!inbox.put(new Inbox.Message(topic, new Inbox.Bytes(payload), now(), answer))) {
                answer.complete(null);
            }
            return answer;
        }

        @Override
        public void refused() {
            counters.rejectedOne();
        }

        @Override
        public void reconnected() {
            inbox.put(() -> {
                // what they sent meanwhile is lost, and they learn of it by a greeting
                online.clear();
                post.settingsToAll();
            });
        }
    }

    private void run() {
        String why = "the hub has stopped";
        @Nullable Throwable fault = null;
        try {
            while (!inbox.closed() || (inbox.depth() > 0 && ledger.trouble() == null)) {
                long began = System.nanoTime();
                turn(patience());
                gather(began);
            }
        } catch (InterruptedException e) {
            why = "the hub was interrupted";
        } catch (Throwable e) {
            why = "the hub's loop has ended by a fault: " + e;
            fault = e;
        } finally {
            ended = why;
            inbox.close();
            Inbox.Taken left = inbox.rest();
            left.tasks().forEach(this::guarded);
            orders.giveUpAll(why);
            left.messages().forEach(message -> message.answer().complete(null));
            ledger.drop();
        }
        if (fault != null) {
            failed.complete(fault);
        }
    }

    /// Takes what consoles have sent, after waiting for it at most so long, and commits, shows and confirms it. The
    /// loop's own thread; a simulation calls it itself after [#open].
    ///
    /// @throws InterruptedException when the thread was interrupted while waiting
    public void turn(Duration atMost) throws InterruptedException {
        Inbox.Taken taken = inbox.take(GROUP_MESSAGES, GROUP_BYTES, atMost);
        lastGroup = taken.messages().size();
        taken.tasks().forEach(this::guarded);
        if (!taken.messages().isEmpty()) {
            counters.took(inbox.depth());
            take(taken.messages());
        }
        for (LedgerWriter.Committed done = ledger.commitSome(floor); done != null; done = ledger.commitSome(floor)) {
            tell(done);
        }
        long nanoTime = time.nanoTime();
        orders.expire(nanoTime);
        if (nanoTime - nextTick >= 0) {
            nextTick = nanoTime + inSourceTime(TICK);
            tick();
        } else if (rulesDue() <= 0) {
            rules.ifPresent(run -> run.goOn(now(), this::give));
        }
        turns.incrementAndGet();
    }

    @Override
    public long turns() {
        return turns.get();
    }

    @Override
    public void wake() {
        boolean waits = inbox.put(() -> {
            // to turn is all
        });
        Logger.trace("woken: {}", waits);
    }

    /// Under load waits a little, so that the next group is large: each costs a synchronised write and a confirm
    /// for every journal in it. Without this a faster loop makes smaller groups, and is slower in all.
    private void gather(long began) throws InterruptedException {
        if (lastGroup >= MANY_MESSAGES && !inbox.closed()) {
            long left = GATHER.toNanos() - (System.nanoTime() - began);
            if (left > 0) {
                Thread.sleep(Duration.ofNanos(left));
            }
        }
    }

    /// What is in the ledger may be seen, acknowledged and confirmed, in this order.
    private void tell(LedgerWriter.Committed done) {
        show(done.floor());
        done.answers().forEach(answer -> answer.complete(null));
        done.touched().forEach((key, seat) -> post.confirm(seat, key.journal(), ledger.held(key)));
        done.missing().forEach(post::askAgain);
        rules.ifPresent(run -> run.committed(done.events(), done.ids(), done.boots()));
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            Logger.error(e, "a task of the hub's loop failed");
        }
    }

    /// How long nothing has to be done, in real time.
    private Duration patience() {
        long nanoTime = time.nanoTime();
        long wait = LongStream.of(
                        nextTick,
                        ledger.due().orElse(nextTick),
                        orders.deadline().orElse(nextTick),
                        rulesDue() == Long.MAX_VALUE ? nextTick : nanoTime + rulesDue())
                .map(due -> due - nanoTime)
                .min()
                .orElse(0);
        return time.realWait(Duration.ofNanos(Math.max(0, wait)));
    }

    /// How long the rules have nothing to do, in nanoseconds.
    private long rulesDue() {
        return rules.flatMap(RuleRun::due)
                .map(due -> Duration.between(time.now(), due).toNanos())
                .orElse(Long.MAX_VALUE);
    }

    private long inSourceTime(Duration real) {
        return (long) (real.toNanos() * time.speed());
    }

    private void take(List<Inbox.Message> messages) {
        List<FloorNews> live = new ArrayList<>();
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        List<Runnable> greetings = new ArrayList<>();
        for (Inbox.Message message : messages) {
            switch (reader.read(message.topic(), message.payload().content())) {
                case Incoming.Events(SeatId seat, var batch) ->
                    ledger.facts(new CommitPlan.Arrived(seat, batch, message.received()), message);
                case Incoming.Report(SeatId seat, var report) -> {
                    live.add(new FloorNews.Reported(seat, report, message.received()));
                    JournalKey key = new JournalKey(report.console(), report.journal());
                    if (post.firstOf(key)) {
                        greetings.add(() -> post.confirm(seat, key.journal(), ledger.held(key)));
                    }
                    answers.add(message.answer());
                }
                case Incoming.Status(SeatId seat, var status) -> {
                    live.add(new FloorNews.StatusHeard(seat, status, message.received()));
                    if (!status.online()) {
                        online.remove(seat, status.boot());
                    } else if (!status.boot().equals(online.put(seat, status.boot()))) {
                        greetings.add(() -> greet(seat, status.console()));
                    }
                    answers.add(message.answer());
                }
                case Incoming.OutcomeOf(SeatId seat, Outcome outcome) -> {
                    orders.answered(seat, outcome);
                    answers.add(message.answer());
                }
                case Incoming.Rejected(String reason) -> {
                    rejectedSinceLogged++;
                    logRejected(message.topic(), reason);
                    ledger.rejected(reason, message);
                }
            }
        }
        show(Floors.after(floor, live));
        greetings.forEach(Runnable::run);
        answers.forEach(answer -> answer.complete(null));
    }

    /// A console is there: it gets its settings, and learns from where on to send.
    private void greet(SeatId seat, ConsoleId console) {
        post.settings(seat);
        floor.journal(seat)
                .ifPresent(journal -> post.confirm(seat, journal, ledger.held(new JournalKey(console, journal))));
    }

    /// At most one line in ten seconds, so that a console gone mad cannot flood the log.
    private void logRejected(String topic, String reason) {
        long nanoTime = time.nanoTime();
        if (nanoTime - logRejectedAt >= 0) {
            Logger.warn(
                    "{} messages rejected; the last on {}: {}", rejectedSinceLogged, Texts.shortened(topic), reason);
            rejectedSinceLogged = 0;
            logRejectedAt = nanoTime + inSourceTime(Duration.ofSeconds(10));
        }
    }

    private void tick() {
        boolean ok = traffic.health().ok();
        if (ok != hears) {
            hears = ok;
            show(floor.after(List.of(new FloorNews.HearingChanged(ok, now()))));
        }
        rules.ifPresent(run -> run.tick(snapshot.seats(), now(), this::give));
    }

    private void show(Floor next) {
        long before = floor.version();
        floor = next;
        if (next.version() == before) {
            return;
        }
        FloorSnapshot shown = next.snapshot(now());
        snapshot = shown;
        listeners.tell(shown);
    }

    @Override
    public FloorSnapshot floor() {
        return snapshot;
    }

    @Override
    public Runnable onFloor(Consumer<FloorSnapshot> listener) {
        return listeners.add(listener);
    }

    @Override
    public List<StoredEvent> events(long after, @Nullable SeatId seat, int limit) {
        return store.events(after, seat, limit);
    }

    @Override
    public CompletionStage<Outcome> order(SeatId seat, Order.Wish wish, Duration patience) {
        if (!patience.isPositive() || patience.compareTo(LONGEST_PATIENCE) > 0) {
            throw new IllegalArgumentException("patience must be above 0 and at most a day, found " + patience);
        }
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        if (!inbox.put(() -> give(seat, wish, patience, answer))) {
            PendingOrders.complete(answer, post.refused("the hub is not running"));
        }
        return answer;
    }

    /// What the rules want; a console that does not answer has its facts tell what became of it.
    private void give(SeatId seat, Order.Wish wish) {
        give(seat, wish, RULES_PATIENCE, new CompletableFuture<>());
    }

    private void give(SeatId seat, Order.Wish wish, Duration patience, CompletableFuture<Outcome> answer) {
        SeatView view = floor.seat(seat).orElse(null);
        if (view == null) {
            PendingOrders.complete(answer, post.refused("seat %s is not configured".formatted(seat)));
        } else if (view.link() != SeatView.Link.ONLINE) {
            String since = view.linkSince() == null ? "was never online" : "is offline since " + view.linkSince();
            PendingOrders.complete(answer, post.refused("seat %s %s".formatted(seat, since)));
        } else if (orders.full()) {
            PendingOrders.complete(
                    answer,
                    post.refused("%d orders wait for their consoles already; try again later"
                            .formatted(PendingOrders.MOST)));
        } else {
            Order order = post.order(wish, patience);
            orders.add(order.id(), seat, time.nanoTime() + inSourceTime(patience), answer);
            post.send(seat, order, patience);
        }
    }

    @Override
    public List<String> notReady() {
        List<String> reasons = new ArrayList<>();
        addIfAny(reasons, ended);
        addIfAny(reasons, ledger.trouble());
        addIfAny(reasons, post.trouble());
        if (ended == null) {
            ConsoleTraffic.Health health = traffic.health();
            addIfAny(reasons, health.ok() ? null : health.detail());
        }
        return reasons;
    }

    @Override
    public CompletableFuture<Throwable> failed() {
        return failed;
    }

    private static void addIfAny(List<String> reasons, @Nullable String reason) {
        if (reason != null) {
            reasons.add(reason);
        }
    }
}
