package dev.seatline.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.Hub;
import dev.seatline.server.HubConfig;
import dev.seatline.server.floor.SeatView;
import dev.seatline.server.ingest.Await;
import dev.seatline.server.loop.RuleRun;
import dev.seatline.server.rules.Roster;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.store.StoredVerdict;
import dev.seatline.server.store.VerdictStore.VerdictQuery;
import dev.seatline.time.SystemTime;
import dev.seatline.wire.BreakType;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Fact;
import dev.seatline.wire.Order;
import dev.seatline.wire.Outcome;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SeatState;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/// A scenario in a live hub: ledger, broker, loop and rules on scaled time, and a console with a connection of its own
/// at every seat. Facts carry the times of the scenario, so that a slow machine makes them late and nothing else; late
/// facts lead to the same verdicts. Used by one thread.
final class LiveDay implements AutoCloseable {
    /// Tells the hub what no console tells: forms, decisions, logins, the telephone system's news, incidents.
    interface Office {
        /// @param step a [Step.Call], [Step.Login], [Step.HandIn], [Step.Decide], [Step.Incident] or [Step.Noted], at
        /// the latest when the hub's clock has reached its time
        void tell(Hub hub, Step step);
    }

    /// In real time: for how long nothing more comes before what stands is taken as the last word.
    private static final Duration QUIET = Duration.ofMillis(1500);
    /// In real time: ends a test that has failed anyway.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// In real time.
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Duration EARLIER = Duration.ofMinutes(15);
    /// How far the hub's clock goes beyond what was done so far, and beyond what it needs to see it.
    private static final Duration AHEAD = Duration.ofMinutes(1);

    /// The broker's library starts and stops one broker at a time in a process.
    private static final Object STARTS = new Object();

    private static final double FASTEST = 8_000;

    private final Scenario scenario;
    private final Office office;
    private final Duration lag;
    private final LiveClock clock;
    private final Hub hub;
    private final Hands hands;
    private final Map<SeatId, LiveConsole> links = new LinkedHashMap<>();
    private final Map<SeatId, Instant> asked = new LinkedHashMap<>();
    private final List<Order.Wish> orders = new ArrayList<>();

    /// @param seconds how long it takes in real time, about
    LiveDay(Scenario scenario, Path folder, Office office, int seconds) throws Exception {
        this.scenario = scenario;
        this.office = office;
        this.hands = new Hands(scenario, this::sensed, this::elsewhere);
        Instant start = start();
        double speed = Math.clamp(Duration.between(start, scenario.until()).toSeconds() / (double) seconds, 1, FASTEST);
        // what the judge has lived through when the clock stands is `until`, exactly
        lag = Duration.ofNanos((long) (RuleRun.LAG.toNanos() * speed));
        clock = new LiveClock(start, speed);
        HubConfig config = LiveSite.config(scenario, folder);
        hub = new Hub(config, clock, new SystemTime(), new SecureRandom());
        try {
            begin(config, start);
        } catch (IOException | MqttException | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void begin(HubConfig config, Instant start) throws IOException, MqttException {
        synchronized (STARTS) {
            assertThat(hub.start()).isPresent();
        }
        int port = hub.mqttPort().orElseThrow();
        int number = 0;
        for (HubConfig.ConsoleEntry entry : config.consoles()) {
            number++;
            String secret = LiveSite.secret(number);
            links.put(
                    entry.seat(),
                    new LiveConsole(config.site(), entry.seat(), entry.console(), secret, port, scenario.begins()));
        }
        Await.until(
                "all consoles are there",
                () -> hub.desk().floor().seats().stream().allMatch(view -> view.link() == SeatView.Link.ONLINE));
        assertThat(clock.now()).isEqualTo(start);
    }

    /// Before the first who comes, and before the first who should.
    private Instant start() {
        Instant first = scenario.until();
        Instant step = hands.next();
        first = step != null && step.isBefore(first) ? step : first;
        for (Roster.Duty duty : scenario.roster().all()) {
            first = duty.start().isBefore(first) ? duty.start() : first;
        }
        return first.minus(EARLIER);
    }

    /// Lives through the day, and until nothing more comes.
    ///
    /// @return what stands then, against what is expected
    Comparison play() throws Exception {
        clock.begin();
        long begun = System.nanoTime();
        Instant end = scenario.until().plus(lag);
        while (clock.now().isBefore(end) && System.nanoTime() - begun < LONGEST.toNanos()) {
            turn();
            Thread.sleep(2);
        }
        long over = System.nanoTime();
        long moved = over;
        Comparison comparison = compare();
        while (System.nanoTime() - over < PATIENCE.toNanos()
                && !(comparison.holds() && System.nanoTime() - moved > QUIET.toNanos())) {
            boolean all = turn();
            moved = all ? moved : System.nanoTime();
            Thread.sleep(20);
            comparison = compare();
        }
        assertThat(links.values()).as("delivered").allMatch(LiveConsole::delivered);
        assertThat(hub.failed()).isNotDone();
        return comparison;
    }

    /// What the hub ordered at the seats.
    List<Order.Wish> orders() {
        return List.copyOf(orders);
    }

    /// What differs, to be read.
    String difference(Comparison comparison) {
        return String.join("\n", new Wording(scenario.calendar().zone()).lines(scenario, comparison));
    }

    private Comparison compare() {
        List<Verdict> said = hub.rules().verdicts(VerdictQuery.ALL).stream()
                .map(StoredVerdict::verdict)
                .toList();
        return Comparison.of(scenario.expected(), said, scenario.partial(), scenario.none());
    }

    /// @return whether all that was recorded is in the ledger
    private boolean turn() throws MqttException {
        Instant now = clock.now();
        for (Map.Entry<SeatId, LiveConsole> entry : links.entrySet()) {
            for (Order order : entry.getValue().orders()) {
                carryOut(entry.getKey(), entry.getValue(), order, now);
            }
        }
        asked.keySet().removeIf(seat -> !waits(hands.console(seat).state()));
        // who waits for an answer goes on when it has come
        if (asked.isEmpty()) {
            hands.work(now.isAfter(scenario.until()) ? scenario.until() : now);
        }
        boolean delivered = true;
        for (LiveConsole link : links.values()) {
            link.deliver(now);
            delivered &= link.delivered();
        }
        clock.limit(limit());
        return delivered;
    }

    /// However slow this machine is: an order comes so late by the hub's clock and no later.
    private Instant limit() {
        Instant first = scenario.until();
        Instant step = hands.next();
        first = step != null && step.isBefore(first) ? step.plus(AHEAD) : first;
        for (Instant one : asked.values()) {
            first = one.plus(AHEAD).isBefore(first) ? one.plus(AHEAD) : first;
        }
        return first.isAfter(scenario.until()) ? scenario.until().plus(lag) : first.plus(lag);
    }

    /// Whether somebody has asked and was not answered, not even with a place in the line.
    private static boolean waits(SeatState state) {
        return state.declaration() instanceof Declaration.BreakRequested(BreakType _, int place) && place == 0;
    }

    private void carryOut(SeatId seat, LiveConsole link, Order order, Instant now) throws MqttException {
        orders.add(order.wish());
        if (now.isAfter(order.expires())) {
            link.answer(order, Outcome.Result.EXPIRED);
            return;
        }
        Console console = hands.console(seat);
        PersonId agent = console.state().agent();
        boolean done = agent != null && order(console, agent, order.wish(), now);
        link.answer(order, done ? Outcome.Result.DONE : Outcome.Result.REFUSED);
    }

    private static boolean order(Console console, PersonId agent, Order.Wish wish, Instant now) {
        switch (wish) {
            case Order.Wish.GrantBreak(var type, int minutes) ->
                console.grant(agent, new Declaration.RestBreak(type, minutes), now);
            case Order.Wish.RefuseBreak _ -> console.refuse(agent, now);
            case Order.Wish.QueueBreak(int place) -> console.place(agent, place, now);
            case Order.Wish.Show _ -> {}
            case Order.Wish.ForceState _,
                    Order.Wish.ForceSignOut _,
                    Order.Wish.RingBegan _,
                    Order.Wish.RingEnded _,
                    Order.Wish.Identify _,
                    Order.Wish.ResendFrom _,
                    Order.Wish.Unrecognised _ -> {
                return false;
            }
        }
        return true;
    }

    private @Nullable LiveConsole link(SeatId seat) {
        return links.get(seat);
    }

    private void sensed(SeatId seat, Fact fact, SeatState before, SeatState after, Instant at) {
        LiveConsole link = link(seat);
        if (link == null) {
            throw new AssertionError("no console at " + seat);
        }
        link.add(fact, after, at);
        if (waits(after) && !waits(before)) {
            asked.put(seat, at);
        }
    }

    private void elsewhere(Step step) {
        if (step.deed() instanceof Step.Link(SeatId seat, boolean online)) {
            LiveConsole link = link(seat);
            if (link == null) {
                throw new AssertionError("no console at " + seat);
            }
            try {
                link.link(online);
            } catch (MqttException e) {
                throw new AssertionError(e);
            }
        } else {
            office.tell(hub, step);
        }
    }

    @Override
    public void close() {
        links.values().forEach(LiveConsole::close);
        synchronized (STARTS) {
            hub.stop();
        }
    }
}
