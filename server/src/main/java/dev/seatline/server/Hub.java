package dev.seatline.server;

import dev.seatline.server.api.ApiServer;
import dev.seatline.server.api.HubDesk;
import dev.seatline.server.api.RuleDesk;
import dev.seatline.server.board.BoardPages;
import dev.seatline.server.broker.EmbeddedBroker;
import dev.seatline.server.broker.ExternalBroker;
import dev.seatline.server.homeassistant.AnnouncedTopics;
import dev.seatline.server.homeassistant.AnnouncingTraffic;
import dev.seatline.server.homeassistant.Discovery;
import dev.seatline.server.ingest.ConsoleTraffic;
import dev.seatline.server.loop.HubLoop;
import dev.seatline.server.loop.RuleRun;
import dev.seatline.server.people.People;
import dev.seatline.server.store.sqlite.SqliteDatabase;
import dev.seatline.server.store.sqlite.SqliteEventStore;
import dev.seatline.server.store.sqlite.SqlitePeopleStore;
import dev.seatline.server.store.sqlite.SqliteReportStore;
import dev.seatline.server.store.sqlite.SqliteVerdictStore;
import dev.seatline.service.Pulse;
import dev.seatline.time.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// The hub: all its parts, built in the constructor, started and stopped in one visible order. Used by one thread.
public final class Hub {
    /// Version of the hub.
    public static final String SOFTWARE = "0.1.0";

    private final HubConfig config;
    private final SqliteDatabase database;
    private final SqliteEventStore store;
    private final ConsoleTraffic broker;
    private final HubLoop loop;
    private final RuleDesk rules;
    private final People people;
    private final ApiServer api;

    /// @param time of the floor: real, or scaled for the demo
    /// @param real for sessions, which must not run out thirty times as fast
    /// @param random for what must not be guessed: a `SecureRandom` but in tests
    public Hub(HubConfig config, TimeSource time, TimeSource real, RandomGenerator random) {
        this.config = config;
        database = new SqliteDatabase(databaseFile(config.data()));
        store = new SqliteEventStore(database);
        broker = broker(config, random);
        Optional<RuleRun> run = config.rules()
                .map(site -> new RuleRun(
                        site, store, new SqliteVerdictStore(database), new SqliteReportStore(database), time.speed()));
        loop = new HubLoop(config, store, announcing(config, broker, random), time, random, run);
        rules = run.map(RuleDesk.class::cast).orElse(RuleDesk.NONE);
        people = new People(new SqlitePeopleStore(database), real, random);
        api = new ApiServer(
                config.http(), config, loop, rules, loop.counters(), people, time, random, new BoardPages());
    }

    /// Where a hub with this data folder keeps its ledger and accounts.
    public static Path databaseFile(Path data) {
        return data.resolve("hub.sqlite");
    }

    private static ConsoleTraffic broker(HubConfig config, RandomGenerator random) {
        return switch (config.mqtt()) {
            case HubConfig.Mqtt.Embedded embedded ->
                new EmbeddedBroker(
                        embedded,
                        config.site(),
                        config.consoles(),
                        config.homeAssistant(),
                        config.data().resolve("broker"));
            case HubConfig.Mqtt.External external ->
                new ExternalBroker(external, config.site(), config.homeAssistant(), random);
        };
    }

    /// Also without the setting: what was announced while it was there is taken back.
    private static ConsoleTraffic announcing(HubConfig config, ConsoleTraffic broker, RandomGenerator random) {
        return new AnnouncingTraffic(
                broker,
                config.homeAssistant().map(to -> new Discovery(to, config.site(), SOFTWARE)),
                config.consoles().stream().map(HubConfig.ConsoleEntry::seat).toList(),
                new AnnouncedTopics(config.data().resolve("home-assistant.json")),
                (delay, action) -> CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(action),
                random);
    }

    /// Starts everything: ledger, way to the consoles, pages.
    ///
    /// @return the administrator's one-time password when this is the first start; it is told only here
    /// @throws IOException when a port is taken or a folder cannot be used; nothing is left running
    /// @throws dev.seatline.server.store.StoreException when the ledger cannot be used; nothing is left running
    public Optional<String> start() throws IOException {
        try {
            Files.createDirectories(config.data());
            database.open();
            loop.start();
            api.start();
            // last of all: a start that fails after it would keep the only password to itself
            return people.registry().firstStart();
        } catch (IOException | RuntimeException e) {
            stop();
            throw e;
        }
    }

    /// Stops everything in reverse order: no more pages, no more messages, what has come is committed. Idempotent.
    public void stop() {
        api.stop();
        loop.stop();
        store.close();
        database.close();
    }

    /// Port of pages and API.
    public int httpPort() {
        return api.port();
    }

    /// Port of the embedded broker; empty with an external one.
    public Optional<Integer> mqttPort() {
        return broker instanceof EmbeddedBroker embedded ? Optional.of(embedded.port()) : Optional.empty();
    }

    /// The floor and the orders, for programs that live in the same process.
    public HubDesk desk() {
        return loop;
    }

    /// What the rules said, for programs that live in the same process.
    public RuleDesk rules() {
        return rules;
    }

    /// Whether its loop still turns.
    public Pulse pulse() {
        return loop;
    }

    /// Completed with its cause when the hub can no longer do its work and should be stopped.
    public CompletableFuture<Throwable> failed() {
        return loop.failed();
    }

    /// Accounts and tokens.
    public People people() {
        return people;
    }

    /// Facts committed since the start.
    public long committed() {
        return loop.counters().facts();
    }
}
