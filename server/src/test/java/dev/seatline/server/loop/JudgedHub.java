package dev.seatline.server.loop;

import static dev.seatline.server.loop.Consoles.BOOT;
import static dev.seatline.server.loop.Consoles.J1;
import static dev.seatline.server.loop.Consoles.SITE;
import static dev.seatline.server.loop.Consoles.console;
import static dev.seatline.server.loop.Consoles.seat;
import static dev.seatline.server.loop.Consoles.topic;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.config.Loaded;
import dev.seatline.server.HubConfig;
import dev.seatline.server.ingest.MemoryTraffic;
import dev.seatline.server.regulation.PolicyFile;
import dev.seatline.server.rules.Calendar;
import dev.seatline.server.rules.People;
import dev.seatline.server.rules.Regulations;
import dev.seatline.server.rules.Roster;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.judge.Site;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.server.rules.policy.Segment;
import dev.seatline.server.store.StoredReport;
import dev.seatline.server.store.StoredVerdict;
import dev.seatline.server.store.VerdictStore.VerdictQuery;
import dev.seatline.server.store.memory.MemoryEventStore;
import dev.seatline.server.store.memory.MemoryReportStore;
import dev.seatline.server.store.memory.MemoryVerdictStore;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.BreakType;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleStatus;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.EventBatch;
import dev.seatline.wire.Fact;
import dev.seatline.wire.Order;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.Reason;
import dev.seatline.wire.SeatReport;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.Settings;
import dev.seatline.wire.Topic.Channel;
import dev.seatline.wire.WireJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/// A hub with rules on a clock moved by hand, turned by the test's own thread, and consoles that keep their facts until
/// they have a link. Seat 1 is agent A's, seat 2 agent B's, and so on.
final class JudgedHub {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    /// On which everybody works, from Monday.
    private static final List<Integer> DAYS = List.of(0, 1, 7);

    final Clock clock = new Clock(at("08:00:00"));
    final MemoryTraffic traffic = new MemoryTraffic();
    final MemoryEventStore ledger = new MemoryEventStore();
    final MemoryVerdictStore verdicts = new MemoryVerdictStore();
    final MemoryReportStore reports = new MemoryReportStore();
    private final int seats;
    private final Site site;
    private final Map<Integer, Desk> desks = new HashMap<>();
    private Duration behind = Duration.ZERO;
    RuleRun rules;
    HubLoop loop;

    /// A console with its journal.
    private static final class Desk {
        private final List<Envelope> journal = new ArrayList<>();
        private long oldest = 1;
        private SeatState state = SeatState.vacant(Instant.EPOCH);
        private int delivered;
        private boolean online;
    }

    /// Moved by hand.
    static final class Clock implements TimeSource {
        private final Instant start;
        private long nanos;

        Clock(Instant start) {
            this.start = start;
        }

        void pass(Duration span) {
            nanos += span.toNanos();
        }

        @Override
        public Instant now() {
            return start.plusNanos(nanos);
        }

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public Duration realWait(Duration span) {
            return Duration.ZERO;
        }

        @Override
        public double speed() {
            return 1;
        }
    }

    JudgedHub(int seats, Policy policy) throws Exception {
        this.seats = seats;
        this.site = site(seats, policy);
        this.rules = new RuleRun(site, ledger, verdicts, reports, 1);
        this.loop = loop();
        loop.open();
        turn();
    }

    static Policy policy(String regulation) {
        return switch (PolicyFile.load(Path.of("../config/policies/" + regulation + ".yaml"))) {
            case Loaded.Right<Policy>(Policy policy) -> policy;
            case Loaded.Wrong<Policy> wrong -> throw new AssertionError(wrong.text());
        };
    }

    private static Site site(int seats, Policy policy) {
        Calendar calendar = new Calendar(ZONE, Set.of(), Set.of(), Map.of());
        Map<PersonId, People.Member> people = new HashMap<>();
        List<Roster.Duty> duties = new ArrayList<>();
        for (int i = 1; i <= seats; i++) {
            people.put(agent(i), new People.Member(agent(i), "T1", Set.of("agent"), true));
            for (int day : DAYS) {
                Duration later = Duration.ofDays(day);
                Roster.Span whole = new Roster.Span(
                        Segment.Kind.SEAT,
                        at("08:45:00").plus(later),
                        at("17:30:00").plus(later));
                duties.add(new Roster.Duty(agent(i), MONDAY.plusDays(day), "day", seat(i), "", List.of(whole)));
            }
        }
        return new Site(
                new People(people, Map.of(), List.of()),
                calendar,
                new Roster(duties),
                Regulations.of(Map.of("T1", policy)));
    }

    static PersonId agent(int number) {
        return new PersonId(String.valueOf((char) ('A' + number - 1)));
    }

    static Instant at(String time) {
        return LocalDateTime.parse(MONDAY + "T" + time).atZone(ZONE).toInstant();
    }

    private HubLoop loop() {
        return new HubLoop(config(), ledger, traffic, clock, new SplittableRandom(1), Optional.of(rules));
    }

    private HubConfig config() {
        HubConfig plain = Consoles.config(seats);
        return new HubConfig(
                SITE,
                plain.siteName(),
                ZONE,
                plain.data(),
                plain.mqtt(),
                plain.http(),
                plain.consoles(),
                List.of(),
                new HubConfig.SeatSettings(List.of(Reason.OTHER), List.of(BreakType.REST), 300, 30, List.of()),
                Optional.empty(),
                Optional.of(site));
    }

    /// Somebody tells the hub something now.
    StoredReport report(String key, String body) throws InterruptedException {
        assertThat(rules.read(body, clock.now())).isInstanceOf(Loaded.Right.class);
        CompletableFuture<StoredReport> kept = rules.report(
                        new StoredReport(0, clock.now(), clock.now(), "boss", key, body))
                .toCompletableFuture();
        turn();
        return kept.join();
    }

    /// Time passes, minute by minute.
    ///
    /// @param day from Monday, 0
    void until(int day, String time) throws InterruptedException {
        Instant to = at(time).plus(Duration.ofDays(day));
        while (clock.now().isBefore(to)) {
            clock.pass(Duration.ofMinutes(1));
            turn();
        }
    }

    /// Time passes, second by second.
    void until(String time) throws InterruptedException {
        Instant to = at(time);
        while (clock.now().isBefore(to)) {
            clock.nanos += 1_000_000_000L;
            turn();
        }
    }

    void turn() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            loop.wake();
            loop.turn(Duration.ZERO);
        }
    }

    void restart() throws IOException, InterruptedException {
        loop.stop();
        turn();
        traffic.forget();
        rules = new RuleRun(site, ledger, verdicts, reports, 1);
        loop = loop();
        loop.open();
        for (int number : desks.keySet()) {
            if (desk(number).online) {
                link(number, true);
            }
        }
    }

    private Desk desk(int number) {
        return desks.computeIfAbsent(number, _ -> {
            Desk desk = new Desk();
            began(number, desk, at("00:00:00").minus(Duration.ofDays(1)));
            return desk;
        });
    }

    /// The console is put up now; else it was there the day before.
    void install(int number) {
        Desk desk = new Desk();
        began(number, desk, clock.now());
        desks.put(number, desk);
    }

    /// What the console has not delivered is lost for ever.
    void lose(int number) {
        Desk desk = desk(number);
        desk.delivered = desk.journal.size();
        desk.oldest = desk.journal.size() + 1L;
    }

    private static void began(int number, Desk desk, Instant at) {
        write(number, desk, new Fact.JournalBegan(Fact.JournalCause.NEW, null, ""), at);
    }

    private static void write(int number, Desk desk, Fact fact, Instant at) {
        desk.journal.add(new Envelope(
                console(number),
                J1,
                desk.journal.size() + 1L,
                BOOT,
                Duration.between(at("00:00:00").minus(Duration.ofDays(100)), at).toMillis(),
                at,
                ClockTrust.TRUSTED,
                fact));
        desk.state = desk.state.after(fact, at);
    }

    /// The link of a console comes or goes; what it kept is delivered.
    void link(int number, boolean online) throws InterruptedException {
        Desk desk = desk(number);
        desk.online = online;
        deliver(number, Channel.STATUS, new ConsoleStatus(console(number), online, BOOT, "1", 1, 0, List.of()));
        report(number);
        flush(number);
    }

    /// From now on the consoles' clocks are behind.
    void behind(Duration span) {
        behind = span;
    }

    Settings settings(int number) {
        return Consoles.read(
                traffic.retained(topic(number, Channel.SETTINGS)).orElseThrow().text(), Settings.class);
    }

    /// The line breaks, and the hub does not notice.
    void cut(int number) {
        desk(number).online = false;
    }

    /// Something happens at a seat now.
    void fact(int number, Fact fact) throws InterruptedException {
        Desk desk = desk(number);
        write(number, desk, fact, clock.now().minus(behind));
        report(number);
        flush(number);
    }

    private void report(int number) throws InterruptedException {
        Desk desk = desk(number);
        if (desk.online) {
            deliver(
                    number,
                    Channel.STATE,
                    new SeatReport(
                            console(number),
                            J1,
                            desk.journal.size(),
                            BOOT,
                            clock.now(),
                            ClockTrust.TRUSTED,
                            desk.state.shown(),
                            desk.state.shownReason(),
                            desk.state,
                            0));
        }
    }

    private void flush(int number) throws InterruptedException {
        Desk desk = desk(number);
        while (desk.online && desk.delivered < desk.journal.size()) {
            int next = Math.min(desk.delivered + EventBatch.MOST, desk.journal.size());
            deliver(
                    number,
                    Channel.EVENT,
                    new EventBatch(desk.oldest, List.copyOf(desk.journal.subList(desk.delivered, next))));
            desk.delivered = next;
        }
    }

    private void deliver(int number, Channel channel, Object message) throws InterruptedException {
        traffic.deliver(topic(number, channel).text(), WireJson.write(message));
        turn();
    }

    /// What stands, as `kind agent provisional`.
    List<String> said() {
        return verdicts.standing(VerdictQuery.ALL).stream()
                .map(stored -> said(stored.verdict()))
                .toList();
    }

    private static String said(Verdict verdict) {
        return verdict.kind().code() + " " + verdict.agent() + (verdict.provisional() ? " provisional" : "");
    }

    /// Every version ever written.
    List<StoredVerdict> written() {
        List<StoredVerdict> all = new ArrayList<>();
        for (long id = 1; verdicts.version(id).isPresent(); id++) {
            all.add(verdicts.version(id).orElseThrow());
        }
        return all;
    }

    List<Order.Wish> orders(int number) {
        return traffic.texts(topic(number, Channel.ORDER)).stream()
                .map(text -> Consoles.read(text, Order.class).wish())
                .toList();
    }
}
