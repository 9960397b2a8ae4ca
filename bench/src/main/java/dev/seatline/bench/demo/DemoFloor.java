package dev.seatline.bench.demo;

import dev.seatline.device.Console;
import dev.seatline.device.ConsoleConfig;
import dev.seatline.device.hardware.bench.BenchHardware;
import dev.seatline.device.journal.SqliteJournal;
import dev.seatline.device.seat.SeatRules;
import dev.seatline.server.Hub;
import dev.seatline.server.HubConfig;
import dev.seatline.server.broker.ConsoleSecret;
import dev.seatline.server.people.Managed;
import dev.seatline.server.people.Role;
import dev.seatline.server.people.Subject;
import dev.seatline.server.store.StoredEvent;
import dev.seatline.server.store.sqlite.SqliteDatabase;
import dev.seatline.server.store.sqlite.SqliteEventStore;
import dev.seatline.time.ScaledTime;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.BreakType;
import dev.seatline.wire.CardCode;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.Reason;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.SiteKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// A whole floor in one process: a hub with broker and ledger, and consoles with people, on one scaled clock.
/// Used by one thread.
final class DemoFloor {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final SiteId SITE = new SiteId("demo");
    private static final String[] TEAMS = {"A", "B", "C", "D"};
    private static final int ALL_FACTS = Integer.MAX_VALUE;

    private final Path folder;
    private final TimeSource time;
    /// For what must not be guessed: secrets and ids.
    private final RandomGenerator secrets;
    private final SiteKey key;
    private final String leaderBadge;
    private final Map<SeatId, DemoSeat> seats = new LinkedHashMap<>();
    private final List<Plan> plans = new ArrayList<>();
    private final HubConfig config;
    private final Hub hub;
    private Optional<FloorLeader> leader = Optional.empty();

    /// What is known of a seat before it is built.
    private record Plan(
            SeatId seat, String secret, Shifts shifts, Map<PersonId, String> badges, RandomGenerator habits) {}

    /// @param folder for journals and ledger; exists and is empty
    /// @param policies folder of the regulations
    /// @param people who the people are and what they do: the same source gives nearly the same floor
    /// @param port of the board, 0 for any free one
    DemoFloor(
            Path folder,
            int seatCount,
            int port,
            double speed,
            Instant start,
            TimeSource real,
            Path policies,
            RandomGenerator secrets,
            SplittableRandom people) {
        this.folder = folder;
        this.secrets = secrets;
        this.time = new ScaledTime(real, start, speed);
        this.key = SiteKey.ofHex(secret());
        this.leaderBadge = People.badge(people);
        this.config = hubConfig(seatCount, port, policies, LocalDate.ofInstant(start, ZONE), people);
        this.hub = new Hub(config, time, real, secrets);
    }

    private HubConfig hubConfig(int seatCount, int port, Path policies, LocalDate first, SplittableRandom random) {
        List<HubConfig.ConsoleEntry> consoles = new ArrayList<>();
        List<HubConfig.PersonEntry> people = new ArrayList<>();
        Map<SeatId, Shifts> shifts = new LinkedHashMap<>();
        people.add(new HubConfig.PersonEntry(
                new PersonId("leader"), People.name(random), "", false, true, List.of(key.code(leaderBadge))));
        for (int i = 1; i <= seatCount; i++) {
            SeatId seat = new SeatId("S%02d".formatted(i));
            String team = TEAMS[(i - 1) * Math.min(TEAMS.length, 1 + seatCount / 6) / seatCount];
            Map<PersonId, String> badges = new HashMap<>();
            List<PersonId> staff = new ArrayList<>();
            for (int shift = 0; shift < 3; shift++) {
                PersonId person = new PersonId("a%03d".formatted(i * 3 + shift));
                String badge = People.badge(random);
                CardCode code = key.code(badge);
                badges.put(person, badge);
                staff.add(person);
                people.add(new HubConfig.PersonEntry(person, People.name(random), team, true, false, List.of(code)));
            }
            String secret = secret();
            shifts.put(seat, new Shifts(staff.get(0), staff.get(1), i % 4 == 0 ? staff.get(2) : null));
            plans.add(new Plan(seat, secret, shifts.get(seat), badges, random.split()));
            consoles.add(
                    new HubConfig.ConsoleEntry(new ConsoleId(seat.text()), seat, team, ConsoleSecret.sha256(secret)));
        }
        return new HubConfig(
                SITE,
                "演示中心 Demo Centre",
                ZONE,
                folder.resolve("hub"),
                new HubConfig.Mqtt.Embedded("127.0.0.1", 0, Optional.empty()),
                new HubConfig.Http("127.0.0.1", port, Optional.empty()),
                consoles,
                people,
                new HubConfig.SeatSettings(
                        List.of(
                                Reason.OTHER,
                                new Reason("TOILET"),
                                new Reason("COACHING"),
                                new Reason("SYSTEM_DOWN"),
                                new Reason("MEAL")),
                        List.of(BreakType.REST, BreakType.MEAL, BreakType.HEALTH),
                        600,
                        45,
                        List.of()),
                Optional.empty(),
                DemoRegulations.of(policies, consoles, people, shifts, first, ZONE));
    }

    /// Starts everything; the people come to their seats by and by.
    void start() throws IOException {
        hub.start();
        URI broker = URI.create("tcp://127.0.0.1:" + hub.mqttPort().orElseThrow());
        for (Plan plan : plans) {
            DemoSeat seat = seat(plan, broker);
            seats.put(plan.seat(), seat);
            seat.start();
        }
        FloorLeader walking =
                new FloorLeader(hub.desk(), seats, DemoRegulations.ruled(config), leaderBadge, time, ZONE);
        leader = Optional.of(walking);
        walking.start();
    }

    private DemoSeat seat(Plan plan, URI broker) {
        ConsoleConfig config = new ConsoleConfig(
                SITE,
                plan.seat(),
                new ConsoleId(plan.seat().text()),
                folder.resolve(plan.seat().text()),
                new ConsoleConfig.HubAddress(broker, plan.secret(), Optional.empty()),
                key,
                ConsoleConfig.Hardware.BENCH,
                Optional.empty(),
                SeatRules.DEFAULT,
                Optional.empty(),
                ALL_FACTS,
                true);
        BenchHardware bench = new BenchHardware(key, time, config.rules());
        Console console = new Console(config, time, secrets, bench, Console.link(config, secrets));
        return new DemoSeat(
                config,
                console,
                bench,
                new Habits(plan.shifts(), plan.habits()),
                plan.shifts(),
                plan.badges(),
                time,
                ZONE);
    }

    /// A token that opens the board.
    String boardToken() {
        Subject demo = new Subject(Subject.Kind.ACCOUNT, "demo");
        return switch (hub.people().registry().createToken("demo-board", Role.BOARD, null, demo, "demo")) {
            case Managed.Done done -> done.secret();
            case Managed.Missing _, Managed.Conflict _ ->
                throw new IllegalStateException("a fresh demo has no token yet");
        };
    }

    /// By team, the id of the regulation in force.
    Map<String, String> regulations() {
        return DemoRegulations.ids(config);
    }

    int port() {
        return hub.httpPort();
    }

    long committed() {
        return hub.committed();
    }

    /// Ends the people's day, waits until every console has delivered, stops everything in order, and compares
    /// journals with ledger from their files.
    ///
    /// @param patience how long the deliveries may take in real time
    Tally end(Duration patience) throws InterruptedException {
        if (leader.isPresent()) {
            leader.get().endLife();
        }
        for (DemoSeat seat : seats.values()) {
            seat.endLife();
        }
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end && seats.values().stream().anyMatch(DemoFloor::waiting)) {
            Thread.sleep(100);
        }
        seats.values().forEach(seat -> seat.console().stop());
        hub.stop();
        return tally();
    }

    private static boolean waiting(DemoSeat seat) {
        return seat.console().view().last() > seat.console().view().confirmed();
    }

    private Tally tally() {
        List<Envelope> recorded = new ArrayList<>();
        for (DemoSeat seat : seats.values()) {
            try (SqliteJournal journal =
                    SqliteJournal.open(Console.journalFile(seat.config().data()), ALL_FACTS, secrets, time.now())) {
                long next = 1;
                List<Envelope> page = journal.read(next, 1000);
                while (!page.isEmpty()) {
                    recorded.addAll(page);
                    page = journal.read(page.getLast().sequence() + 1, 1000);
                }
            }
        }
        List<StoredEvent> ledger = new ArrayList<>();
        SqliteDatabase database = new SqliteDatabase(Hub.databaseFile(folder.resolve("hub")));
        database.open();
        try (SqliteEventStore store = new SqliteEventStore(database)) {
            List<StoredEvent> page = store.events(0, null, 1000);
            while (!page.isEmpty()) {
                ledger.addAll(page);
                page = store.events(page.getLast().id(), null, 1000);
            }
        } finally {
            database.close();
        }
        return Tally.of(recorded, ledger);
    }

    private String secret() {
        byte[] bytes = new byte[32];
        secrets.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
