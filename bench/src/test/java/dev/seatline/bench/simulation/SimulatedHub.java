package dev.seatline.bench.simulation;

import dev.seatline.server.HubConfig;
import dev.seatline.server.floor.SeatView;
import dev.seatline.server.ingest.ConsoleTraffic;
import dev.seatline.server.ingest.FactTimes;
import dev.seatline.server.loop.HubLoop;
import dev.seatline.server.store.EventStore;
import dev.seatline.server.store.StoreException;
import dev.seatline.server.store.StoredEvent;
import dev.seatline.server.store.memory.MemoryEventStore;
import dev.seatline.wire.BootId;
import dev.seatline.wire.BreakType;
import dev.seatline.wire.Confirm;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.ConsoleStatus;
import dev.seatline.wire.Decoded;
import dev.seatline.wire.EventBatch;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.Order;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SeatReport;
import dev.seatline.wire.Settings;
import dev.seatline.wire.Topic;
import dev.seatline.wire.WireJson;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The hub: the real loop with everything behind it, over a ledger in memory that outlives its runs and at which
/// commits can fail, or the power. What it says and writes is watched.
final class SimulatedHub {
    private final IntFunction<HubConfig> configs;
    private final Flaw flaw;
    private final SimulatedBroker broker;
    private final Truth truth;
    private final SimulatedClock clock;
    private final RandomGenerator random;
    private final Ledger ledger = new Ledger();
    private @Nullable HubLoop loop;
    private int changes;
    private int breaks;
    private @Nullable Settings settings;
    /// The newest report of every start of every seat that this run of the hub has heard.
    private final Map<SeatId, Map<BootId, SeatReport>> reports = new HashMap<>();
    /// Starts that have said that they are online.
    private final Set<BootId> online = new HashSet<>();

    /// @param configs the configuration in force, by how often somebody changed it
    SimulatedHub(
            IntFunction<HubConfig> configs,
            SimulatedBroker broker,
            Truth truth,
            SimulatedClock clock,
            RandomGenerator random,
            Flaw flaw) {
        this.configs = configs;
        this.flaw = flaw;
        this.broker = broker;
        this.truth = truth;
        this.clock = clock;
        this.random = random;
    }

    /// What a commit comes to.
    enum Fate {
        GOOD,
        /// it fails, and nothing was written
        FAILS,
        /// it is said to fail, and everything was written
        SEEMS_TO_FAIL,
        /// power is lost before it
        POWER_BEFORE,
        /// power is lost after it, before anybody hears of it
        POWER_AFTER
    }

    /// The ledger, watched.
    private final class Ledger implements EventStore {
        private final MemoryEventStore kept = new MemoryEventStore();
        private final Map<JournalKey, Long> counted = new HashMap<>();
        private final Map<JournalId, Long> byJournal = new HashMap<>();
        private final Map<ConsoleId, JournalKey> newest = new HashMap<>();
        private Fate next = Fate.GOOD;
        private boolean unknown;

        @Override
        public List<Long> commit(Commit commit) {
            if (next == Fate.POWER_BEFORE) {
                throw new PowerLost("before a commit");
            }
            if (next == Fate.FAILS) {
                throw new StoreException("simulated failure");
            }
            if (!commit.rejected().isEmpty() || !commit.losses().isEmpty()) {
                throw new AssertionError(
                        "nothing is unreadable or lost here, but: " + commit.rejected() + commit.losses());
            }
            List<Long> ids = kept(commit);
            commit.events().forEach(this::watch);
            commit.positions().forEach((key, position) -> {
                if (counted.getOrDefault(key, 0L) != position.longValue()) {
                    throw new AssertionError("the position of %s is %d, but its facts end at %s"
                            .formatted(key, position, counted.get(key)));
                }
            });
            if (next == Fate.POWER_AFTER) {
                throw new PowerLost("after a commit");
            }
            if (next == Fate.SEEMS_TO_FAIL) {
                unknown = true;
                next = Fate.GOOD;
                throw new StoreException("simulated failure after all was written");
            }
            unknown = false;
            return ids;
        }

        private List<Long> kept(Commit commit) {
            try {
                return kept.commit(commit);
            } catch (StoreException e) {
                throw new AssertionError("only the ledger's own defence keeps the hub from counting twice: " + e, e);
            }
        }

        private void watch(StoredEvent event) {
            JournalKey key =
                    new JournalKey(event.envelope().console(), event.envelope().journal());
            long expected = counted.getOrDefault(key, 0L) + 1;
            if (event.envelope().sequence() != expected) {
                throw new AssertionError("the ledger has a hole or a wrong order: fact %d of %s where %d belongs"
                        .formatted(event.envelope().sequence(), key, expected));
            }
            counted.put(key, expected);
            byJournal.put(key.journal(), expected);
            newest.merge(key.console(), key, (one, other) -> truth.age(one) > truth.age(other) ? one : other);
            if (event.at().isAfter(event.received().plus(FactTimes.AHEAD))) {
                throw new AssertionError("a fact of the future: " + event);
            }
            truth.counted(event);
        }

        @Override
        public Map<JournalKey, Long> positions() {
            return flaw == Flaw.TAKES_DUPLICATES ? Map.of() : kept.positions();
        }

        @Override
        public Map<SeatId, byte[]> seats() {
            return kept.seats();
        }

        @Override
        public Map<BootKey, Instant> boots(int most) {
            return kept.boots(most);
        }

        @Override
        public List<StoredEvent> events(long after, @Nullable SeatId seat, int limit) {
            return kept.events(after, seat, limit);
        }

        @Override
        public long count() {
            return kept.count();
        }

        @Override
        public List<Loss> losses() {
            return kept.losses();
        }

        @Override
        public List<Rejected> rejected(int limit) {
            return kept.rejected(limit);
        }

        @Override
        public @Nullable String remembered(String name) {
            return kept.remembered(name);
        }

        @Override
        public void remember(String name, String value) {
            kept.remember(name, value);
        }

        @Override
        public void check() {
            kept.check();
        }

        @Override
        public void close() {
            kept.close();
        }
    }

    /// The way to the consoles, watched. One for each run.
    private final class Traffic implements ConsoleTraffic, ConsoleTraffic.Receiver {
        private ConsoleTraffic.@Nullable Receiver inner;

        @Override
        public void start(ConsoleTraffic.Receiver receiver) {
            inner = receiver;
            broker.hubConnected(this);
        }

        @Override
        public void publish(Topic topic, byte[] payload, boolean retained, Duration expiry) {
            if (topic.channel() == Topic.Channel.CONFIRM
                    && WireJson.read(payload, Confirm.class) instanceof Decoded.Read<Confirm>(Confirm confirm)) {
                long held = ledger.byJournal.getOrDefault(confirm.journal(), 0L);
                if (confirm.upTo() > held) {
                    throw new AssertionError("%s is told, the ledger holds %d".formatted(confirm, held));
                }
            }
            if (topic.channel() == Topic.Channel.SETTINGS
                    && WireJson.read(payload, Settings.class) instanceof Decoded.Read<Settings>(Settings known)) {
                settings = known;
            }
            broker.fromHub(topic, payload, retained);
        }

        @Override
        public void retain(String topic, byte[] payload) {
            throw new AssertionError("nobody here reads " + topic);
        }

        @Override
        public Health health() {
            return new Health(true, "simulated");
        }

        @Override
        public void stop() {}

        @Override
        public CompletionStage<Void> received(String topic, byte[] payload) {
            Topic parsed = Topic.parse(topic).orElseThrow();
            if (parsed.channel() == Topic.Channel.STATE
                    && WireJson.read(payload, SeatReport.class) instanceof Decoded.Read<SeatReport>(var report)) {
                reports.computeIfAbsent(parsed.seat(), _ -> new HashMap<>())
                        .merge(report.boot(), report, SimulatedHub.this::newer);
            }
            if (parsed.channel() == Topic.Channel.STATUS
                    && WireJson.read(payload, ConsoleStatus.class) instanceof Decoded.Read<ConsoleStatus>(var status)
                    && status.online()) {
                online.add(status.boot());
            }
            if (flaw == Flaw.CONFIRMS_TOO_EARLY
                    && WireJson.read(payload, EventBatch.class) instanceof Decoded.Read<EventBatch>(var batch)) {
                byte[] confirm = WireJson.write(new Confirm(batch.journal(), batch.last()));
                publish(new Topic(parsed.site(), parsed.seat(), Topic.Channel.CONFIRM), confirm, false, Duration.ZERO);
            }
            return Objects.requireNonNull(inner).received(topic, payload);
        }

        @Override
        public void reconnected() {
            Objects.requireNonNull(inner).reconnected();
        }
    }

    private SeatReport newer(SeatReport one, SeatReport other) {
        int byAge = Integer.compare(truth.age(key(one)), truth.age(key(other)));
        return byAge > 0 || (byAge == 0 && one.sequence() > other.sequence()) ? one : other;
    }

    /// The later of two reports, the second one of a later start. That start may have gone back in its journal
    /// below what the first one told; then its status tells that it is there.
    private SeatReport later(SeatReport before, SeatReport after) {
        if (!key(before).equals(key(after))) {
            return newer(before, after);
        }
        return after.sequence() >= before.sequence() || knows(after.boot()) ? after : before;
    }

    /// Whether this run of the hub has heard that a start is there.
    boolean knows(BootId boot) {
        return online.contains(boot);
    }

    private static EventStore.JournalKey key(SeatReport report) {
        return new EventStore.JournalKey(report.console(), report.journal());
    }

    void start() {
        reports.clear();
        online.clear();
        ledger.next = Fate.GOOD;
        ledger.unknown = false;
        changes += random.nextInt(2);
        HubLoop next = new HubLoop(configs.apply(changes), ledger, new Traffic(), clock, random);
        loop = next;
        try {
            next.open();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void powerOff() {
        loop = null;
        broker.hubGone();
    }

    /// Works on what has arrived.
    ///
    /// @return false when power was lost meanwhile
    boolean work() {
        HubLoop now = loop;
        if (now == null) {
            return true;
        }
        try {
            now.turn(Duration.ZERO);
            return true;
        } catch (PowerLost e) {
            powerOff();
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    boolean on() {
        return loop != null;
    }

    /// A leader sends the agent of a seat on a break, of a length that no other has.
    void order(SeatId seat) {
        HubLoop now = loop;
        if (now != null) {
            breaks++;
            // what became of it is seen at the console
            var _ = now.order(seat, new Order.Wish.GrantBreak(BreakType.REST, breaks), Duration.ofSeconds(20));
        }
    }

    /// What consoles are to know now.
    @Nullable
    Settings settings() {
        return settings;
    }

    void nextCommit(Fate fate) {
        ledger.next = fate;
    }

    /// Facts in the ledger of one journal; they are without a hole, or [Ledger] would have complained.
    long held(EventStore.JournalKey key) {
        return ledger.counted.getOrDefault(key, 0L);
    }

    /// Whether the loop may know less than the ledger holds, as it was told that a commit failed.
    boolean unknown() {
        return ledger.unknown;
    }

    /// Whether the ledger is in trouble, and facts have to come again.
    boolean busy() {
        HubLoop now = loop;
        return now != null && !now.notReady().isEmpty();
    }

    /// The journal of a console that began last, of those of which the ledger holds something.
    Optional<EventStore.JournalKey> newestJournal(ConsoleId console) {
        return Optional.ofNullable(ledger.newest.get(console));
    }

    /// The first facts of the ledger, as they are read now.
    List<StoredEvent> events() {
        return ledger.events(0, null, EventStore.PAGE);
    }

    /// The newest report about a seat.
    Optional<SeatReport> report(SeatId seat) {
        return reports.getOrDefault(seat, Map.of()).values().stream()
                .sorted(Comparator.comparingInt(report -> truth.age(report.boot())))
                .reduce(this::later);
    }

    List<SeatView> views() {
        HubLoop now = loop;
        return now == null ? List.of() : now.floor().seats();
    }
}
