package dev.seatline.bench.simulation;

import dev.seatline.device.seat.Input;
import dev.seatline.server.floor.SeatView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One simulation: 50 consoles and a hub live through bad times and quiet points in turn, everything decided by
/// one random source. One thread, and no clock but its own.
///
/// What is watched at every step: no fact is lost, counted twice or out of order, nothing is confirmed before it
/// is committed, a lamp's state is the fold of what is on the disk, no order is carried out twice, settings never
/// go back, the hub knows the time wherever the console did, and shows the newest word of each console.
///
/// What it leaves out, so that its claims are honest:
/// * A message is on its way for 15 s at most, and a disk is exchanged in no less than a minute, and not while
///   the hub still holds messages that it could not commit.
/// * A status is not overtaken by a later status or report of its console, as MQTT keeps the order. Two consoles
///   may take turns under one name: then nothing but the order tells which one is there.
/// * A journal is not copied while a start that recorded something waits for the hub's first answer. The copy
///   could not be told what the hub took of that start later, and would carry it over once more: a confirm says
///   how far a journal is held, not by which start.
/// * A console with an old copy of its journal is neither switched off nor copied again before it has heard of
///   the hub: what it recorded until then could not be told from what it had recorded before the copy was put in.
/// * What is shown of a console is not looked at while its copy lacks what the hub holds: it is about to begin a
///   new journal.
/// * A trusted clock may be wrong; then nothing is asked of the times of its start but that they are not of the
///   future.
/// * After bad times every link is renewed once, because a message that MQTT loses means a lost connection.
final class FleetSimulation {
    static final int CONSOLES = 50;
    private static final int ROUNDS = 2;
    private static final int STEPS = 120;
    /// Steps until nothing of the bad times is on its way any more.
    private static final int LATECOMERS = 16;

    private static final int QUIET_STEPS = 600;
    /// Lines of what happened that are kept, and of the last ones that are told.
    private static final int TRACE = 2_000;

    private static final int TOLD = 15;
    private static final Pattern NAMED = Pattern.compile("\\b[CS](\\d\\d)\\b");
    private static final int AGENTS = 6;
    private static final Duration EXCHANGE = Duration.ofMinutes(1);
    private static final List<Input.Press> PRESSES = List.of(Input.Press.values());

    private final long seed;
    private final Flaw flaw;
    private final RandomGenerator random;
    private final SimulatedNetwork network;
    private final SimulatedBroker broker;
    private final Truth truth;
    private final SimulatedHub hub;
    private final LiveState live;
    private final boolean ownBroker;
    private final List<Seat> seats = new ArrayList<>();
    private final Deque<String> trace = new ArrayDeque<>();
    private @Nullable SimulatedConsole ordered;
    private long nanos;
    private int step;
    private long hubOnAt;
    private long commitsAt;

    /// A console, and what the simulation intends with it.
    private static final class Seat {
        private final SimulatedConsole console;
        private long onAt;
        private boolean exchanged;
        private boolean full;

        Seat(SimulatedConsole console) {
            this.console = console;
        }
    }

    /// What a simulation came to.
    ///
    /// @param repaired facts whose time the hub found although their console did not know it
    record Result(long recorded, long counted, long repaired, long undone, long lostMessages, long doubledMessages) {}

    FleetSimulation(long seed) {
        this(seed, Flaw.NONE);
    }

    FleetSimulation(long seed, Flaw flaw) {
        this.seed = seed;
        this.flaw = flaw;
        this.random = new SplittableRandom(seed);
        this.network = new SimulatedNetwork(random, () -> nanos);
        this.broker = new SimulatedBroker(network);
        this.ownBroker = random.nextBoolean();
        SimulatedClock clock = new SimulatedClock(() -> nanos);
        this.truth = new Truth(clock::right);
        this.hub = new SimulatedHub(
                changes -> SimulatedSite.config(CONSOLES, AGENTS, 300 + changes), broker, truth, clock, random, flaw);
        this.live = new LiveState(hub, truth);
    }

    /// Runs everything.
    ///
    /// @throws AssertionError when a promise was broken; the message tells seed, step and what happened before
    Result run() {
        try {
            for (int i = 0; i < CONSOLES; i++) {
                seats.add(new Seat(new SimulatedConsole(
                        SimulatedSite.ID,
                        SimulatedSite.seat(i),
                        SimulatedSite.console(i),
                        random,
                        broker,
                        truth,
                        hub::held,
                        new SimulatedClock(() -> nanos),
                        flaw)));
            }
            note("broker " + (ownBroker ? "of the hub" : "of its own"));
            hub.start();
            for (int round = 0; round < ROUNDS; round++) {
                badTimes();
                quietPoint();
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "seed %d, step %d: %s%n%s%nAgain: -Dtest=FleetSimulationTest -Dseatline.simulation.seed=%d"
                            .formatted(seed, step, e.getMessage(), told(String.valueOf(e.getMessage())), seed),
                    e);
        }
        return new Result(
                truth.recorded(), truth.counted(), truth.repaired(), truth.undone(), network.lost(), network.doubled());
    }

    /// The last lines of the trace, and all about the console that the message names.
    private String told(String message) {
        Matcher matcher = NAMED.matcher(message);
        String name = matcher.find() ? " C" + matcher.group(1) + " " : "?";
        List<String> lines = List.copyOf(trace);
        return IntStream.range(0, lines.size())
                .filter(i -> i >= lines.size() - TOLD
                        || lines.get(i).contains(name)
                        || lines.get(i).contains(" hub"))
                .mapToObj(lines::get)
                .collect(Collectors.joining("\n"));
    }

    private void badTimes() {
        network.good(false);
        for (int i = 0; i < STEPS; i++) {
            step++;
            pass(span());
            network.deliver();
            for (int inputs = random.nextInt(8); inputs > 0; inputs--) {
                any().console.sense(input());
            }
            orders();
            consoleFaults();
            hubFaults();
            work(40);
            live.check(seats.stream().map(one -> one.console).toList());
        }
    }

    private long span() {
        int kind = random.nextInt(100);
        long millis = kind < 70
                ? random.nextLong(20, 500)
                : kind < 95 ? random.nextLong(500, 5_000) : random.nextLong(5_000, 70_000);
        return millis * 1_000_000;
    }

    private void pass(long span) {
        nanos += span;
    }

    private Seat any() {
        return seats.get(random.nextInt(seats.size()));
    }

    private boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    private Input input() {
        int kind = random.nextInt(100);
        if (kind < 30) {
            return new Input.CardRead(SimulatedSite.card(random.nextInt(AGENTS + 3)));
        }
        if (kind < 70) {
            return new Input.ButtonPressed(PRESSES.get(random.nextInt(PRESSES.size())));
        }
        if (kind < 82) {
            return new Input.HookMoved(random.nextBoolean());
        }
        return kind < 98 ? new Input.BellRang() : new Input.PartReported("reader", random.nextInt(4) > 0, "simulated");
    }

    /// Leaders send agents on breaks, who do not stay there for long.
    private void orders() {
        if (percent(20) && ordered != null) {
            ordered.sense(new Input.ButtonPressed(Input.Press.SHORT));
        }
        SimulatedConsole one = any().console;
        if (one.on() && one.state().agent() != null) {
            hub.order(one.seat());
            ordered = one;
        }
    }

    private void consoleFaults() {
        seats.forEach(this::recover);
        if (percent(8)) {
            Seat one = any();
            note(one, "link cut");
            one.console.disconnect();
        }
        if (percent(3)) {
            Seat one = any();
            note(one, "link half open");
            one.console.freeze();
        }
        seats.stream()
                .filter(_ -> percent(1))
                .filter(one -> !one.console.unproved())
                .forEach(this::powerOrDiskFault);
        if (percent(3)) {
            Seat one = any();
            note(one, "disk full");
            one.full = true;
            one.console.full(true);
        }
        if (percent(10)) {
            SimulatedClock clock = any().console.clock();
            if (percent(80)) {
                clock.correct();
            } else {
                clock.step(Duration.ofSeconds(random.nextLong(-90_000, 90_000)));
            }
        }
    }

    private void powerOrDiskFault(Seat one) {
        switch (random.nextInt(5)) {
            case 0 -> {
                boolean before = random.nextBoolean();
                note(one, "power fails " + (before ? "before" : "after") + " the next write");
                one.console.failPower(before);
            }
            case 1 -> {
                note(one, "power off");
                off(one, random.nextLong(1, 20));
            }
            case 2, 3 -> {
                note(one, "disk copied at " + one.console.last());
                one.console.copyDisk();
            }
            default -> exchange(one, percent(25));
        }
    }

    private void off(Seat one, long seconds) {
        one.console.powerOff();
        one.onAt = Math.max(one.onAt, nanos + Duration.ofSeconds(seconds).toNanos());
    }

    private void exchange(Seat one, boolean lose) {
        off(one, EXCHANGE.toSeconds());
        one.exchanged = true;
        note(
                one,
                "disk exchanged at %d of %s"
                        .formatted(one.console.last(), one.console.journal().journal()));
        one.console.replaceDisk(lose);
        note(
                one,
                "stands at %d of %s"
                        .formatted(one.console.last(), one.console.journal().journal()));
    }

    /// Brings back what was taken from a console.
    private void recover(Seat one) {
        if (!one.console.on() && nanos >= one.onAt && !(one.exchanged && hub.busy())) {
            one.exchanged = false;
            on(one);
        }
        if (one.full && percent(10)) {
            one.full = false;
            one.console.full(false);
        }
        if (reachable() && percent(20)) {
            one.console.connect();
        }
    }

    private boolean reachable() {
        return hub.on() || !ownBroker;
    }

    private void on(Seat one) {
        switch (random.nextInt(6)) {
            case 0 -> one.console.clock().set(Instant.EPOCH.plusSeconds(random.nextLong(100)));
            case 1 -> one.console.clock().set(Instant.parse("2040-01-01T00:00:00Z"));
            case 2 -> one.console.clock().step(Duration.ofMinutes(random.nextLong(-300, 300)));
            default -> one.console.clock().correct();
        }
        one.console.powerOn(percent(one.console.clock().isRight() ? 50 : 2));
        one.console.badLink(true);
        one.console.full(one.full);
        note(
                one,
                "power on at %d of %s"
                        .formatted(one.console.last(), one.console.journal().journal()));
    }

    private void hubFaults() {
        if (!hub.on() && nanos >= hubOnAt) {
            note("hub on");
            hub.start();
        }
        if (nanos >= commitsAt) {
            commitsAt = Long.MAX_VALUE;
            hub.nextCommit(SimulatedHub.Fate.GOOD);
        }
        if (percent(5) && hub.on()) {
            List<SimulatedHub.Fate> fates = List.of(SimulatedHub.Fate.values());
            SimulatedHub.Fate fate = fates.get(random.nextInt(fates.size()));
            note("next commit: " + fate);
            hub.nextCommit(fate);
            commitsAt = nanos + Duration.ofSeconds(random.nextLong(1, 20)).toNanos();
        }
        if (percent(1) && hub.on()) {
            note("hub off");
            hub.powerOff();
            hubWentOff();
        }
        if (percent(1) && !ownBroker) {
            boolean forgets = random.nextBoolean();
            note("broker restarted" + (forgets ? ", forgets" : ""));
            seats.forEach(one -> one.console.disconnect());
            broker.restarted(forgets);
        }
    }

    private void hubWentOff() {
        hubOnAt = nanos + Duration.ofSeconds(random.nextLong(1, 30)).toNanos();
        if (ownBroker) {
            seats.forEach(one -> one.console.disconnect());
            broker.died();
        }
    }

    /// @param idle in how many percent of the cases a console gets no time to work
    private void work(int idle) {
        for (Seat one : seats) {
            if (one.console.on() && !percent(idle)) {
                one.console.work();
                if (!one.console.on()) {
                    note(one, "power lost");
                    off(one, random.nextLong(1, 20));
                }
            }
        }
        if (!hub.work()) {
            note("hub lost power");
            hubWentOff();
        }
    }

    private void quietPoint() {
        note("bad times end");
        network.good(true);
        hub.nextCommit(SimulatedHub.Fate.GOOD);
        for (Seat one : seats) {
            one.full = false;
            one.console.disconnect();
            one.console.badLink(false);
            one.console.full(false);
        }
        for (int i = 0; i < QUIET_STEPS; i++) {
            step++;
            pass(Duration.ofSeconds(1).toNanos());
            network.deliver();
            if (!hub.on() && nanos >= hubOnAt) {
                hub.start();
            }
            for (Seat one : seats) {
                if (!one.console.on() && nanos >= one.onAt && !(one.exchanged && hub.busy())) {
                    one.exchanged = false;
                    on(one);
                    one.console.badLink(false);
                }
                if (reachable()) {
                    one.console.connect();
                }
            }
            work(0);
            live.check(seats.stream().map(one -> one.console).toList());
            if (i > LATECOMERS && settled()) {
                check();
                return;
            }
        }
        throw new AssertionError("does not settle: "
                + seats.stream()
                        .filter(one -> !delivered(one.console))
                        .map(one -> "%s on %s connected %s journal %s last %d confirmed %d held %d"
                                .formatted(
                                        one.console.id(),
                                        one.console.on(),
                                        one.console.connected(),
                                        one.console.journal().journal(),
                                        one.console.last(),
                                        one.console.confirmed(),
                                        hub.held(one.console.journal())))
                        .toList());
    }

    private boolean settled() {
        return hub.on() && network.empty() && seats.stream().allMatch(one -> delivered(one.console));
    }

    private boolean delivered(SimulatedConsole console) {
        return console.connected()
                && console.confirmed() == console.last()
                && hub.held(console.journal()) == console.last();
    }

    /// Everything was delivered: everything must be right.
    private void check() {
        truth.missing().ifPresent(envelope -> {
            throw new AssertionError("lost: " + envelope);
        });
        List<SeatView> views = hub.views();
        for (Seat one : seats) {
            SeatView view = views.stream()
                    .filter(other -> other.seat().equals(one.console.seat()))
                    .findFirst()
                    .orElseThrow();
            if (!Objects.equals(one.console.settings(), hub.settings())) {
                throw new AssertionError("console %s has settings %d"
                        .formatted(one.console.id(), one.console.settings().version()));
            }
            if (view.link() != SeatView.Link.ONLINE || view.backlog() != 0) {
                throw new AssertionError("not shown as connected and delivered: " + view);
            }
            LiveState.same(view, Objects.requireNonNull(one.console.state()), "settled state");
        }
        note("quiet: %d facts counted".formatted(truth.counted()));
    }

    private void note(Seat one, String what) {
        note(one.console.id() + " " + what);
    }

    private void note(String what) {
        trace.addLast("step %d, %.1f s: %s".formatted(step, nanos / 1e9, what));
        if (trace.size() > TRACE) {
            trace.removeFirst();
        }
    }
}
