package dev.seatline.bench.faults;

import dev.seatline.bench.site.Patience;
import dev.seatline.bench.site.SmallDisk;
import dev.seatline.bench.site.Web;
import dev.seatline.server.store.EventStore.JournalKey;
import dev.seatline.wire.ConsoleId;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Does to a site what a plan says, and mends it again. Any thread, as long as no two faults at one time befall the
/// same part ([#parts]).
final class Deeds {
    private static final Duration LAMP = Duration.ofSeconds(5);
    private static final Duration CONFIRM = Duration.ofSeconds(5);
    private static final Duration FULL = Duration.ofSeconds(60);
    private static final Duration BREATH = Duration.ofSeconds(15);
    /// As long as it takes what a dead hub has sent to arrive.
    private static final Duration UNDER_WAY = Duration.ofMillis(50);

    private static final int SHORTEST_STANDSTILL_MILLIS = 500;
    private static final String HUB = "hub";
    private static final String BROKER = "broker";

    private final FaultSite site;
    private final Score score;

    Deeds(FaultSite site, Score score) {
        this.site = site;
        this.score = score;
    }

    /// Whom a fault befalls.
    Set<String> parts(Fault fault) {
        String console = "console " + fault.console();
        Set<String> parts = new TreeSet<>(
                switch (fault.kind()) {
                    case CONSOLE_KILLED,
                            CONSOLE_KILLED_AT_THE_LAMP,
                            CONSOLE_KILLED_AT_START,
                            CONSOLE_KILLED_WITH_DISK_STOPPED,
                            CONSOLE_STOPPED,
                            CONSOLE_FROZEN,
                            DISK_FULL -> Set.of(console);
                    case HUB_KILLED,
                            HUB_KILLED_AT_CONFIRM,
                            HUB_KILLED_AT_START,
                            HUB_KILLED_WITH_DISK_STOPPED,
                            HUB_KILLED_WITH_DISK_FULL,
                            HUB_FROZEN -> Set.of(HUB);
                    case HUB_AND_CONSOLE_KILLED -> Set.of(HUB, console);
                    case BROKER_KILLED, BROKER_STOPPED, BROKER_FROZEN -> Set.of(BROKER);
                    case HUB_AND_BROKER_KILLED -> Set.of(HUB, BROKER);
                    case WIRES_CUT -> Set.of();
                    case WIRE_DEAD, WIRE_LEFT_DEAD -> Set.of("wire " + fault.console());
                });
        if (site.broker() == site.hub() && parts.remove(BROKER)) {
            parts.add(HUB);
        }
        return parts;
    }

    /// Does it; returns when everything runs again.
    void befall(Fault fault) throws IOException, InterruptedException {
        Victim console = site.console(fault.console());
        switch (fault.kind()) {
            case CONSOLE_KILLED -> {
                console.kill();
                again(console, fault.lasts());
            }
            case CONSOLE_KILLED_AT_THE_LAMP -> {
                killAtTheLamp(site.hand(fault.console()));
                again(console, fault.lasts());
            }
            case CONSOLE_KILLED_AT_START -> killTwice(console, fault.lasts());
            case CONSOLE_KILLED_WITH_DISK_STOPPED -> {
                site.hand(fault.console()).playPlainly(true);
                killWithDiskStopped(console, disk(fault.console()), fault.lasts());
                site.hand(fault.console()).playPlainly(false);
                again(console, Duration.ZERO);
            }
            case CONSOLE_STOPPED -> {
                console.stop();
                again(console, fault.lasts());
            }
            case CONSOLE_FROZEN -> freeze(console, fault.lasts());
            case HUB_KILLED -> {
                site.hub().kill();
                nothingIsConfirmedEarly();
                again(site.hub(), fault.lasts());
            }
            case HUB_KILLED_AT_CONFIRM -> {
                killAtConfirm(fault.console());
                nothingIsConfirmedEarly();
                again(site.hub(), fault.lasts());
            }
            case HUB_KILLED_AT_START -> killTwice(site.hub(), fault.lasts());
            case HUB_KILLED_WITH_DISK_STOPPED -> {
                killWithDiskStopped(site.hub(), site.hubDisk().orElseThrow(), fault.lasts());
                nothingIsConfirmedEarly();
                again(site.hub(), Duration.ZERO);
            }
            case HUB_KILLED_WITH_DISK_FULL -> killWithDiskFull(fault.lasts());
            case HUB_FROZEN -> freeze(site.hub(), fault.lasts());
            case HUB_AND_CONSOLE_KILLED -> killBoth(site.hub(), console, fault.lasts());
            case HUB_AND_BROKER_KILLED -> killBoth(site.hub(), site.broker(), fault.lasts());
            case BROKER_KILLED -> {
                site.broker().kill();
                again(site.broker(), fault.lasts());
            }
            case BROKER_STOPPED -> {
                site.broker().stop();
                again(site.broker(), fault.lasts());
            }
            case BROKER_FROZEN -> freeze(site.broker(), fault.lasts());
            case WIRES_CUT ->
                site.wires().stream()
                        .skip(fault.lasts().toMillis() % site.wires().size())
                        .forEach(BrokenWire::cut);
            case WIRE_DEAD -> {
                site.wire(fault.console()).goDead();
                Thread.sleep(fault.lasts());
                site.wire(fault.console()).cut();
            }
            case WIRE_LEFT_DEAD -> {
                site.wire(fault.console()).goDead();
                Thread.sleep(fault.lasts());
            }
            case DISK_FULL -> fillDisk(fault);
        }
        score.done(fault);
        if (!Collections.disjoint(parts(fault), Set.of(HUB, BROKER))) {
            breathe();
        }
    }

    /// Kills of a hub that nobody talks to prove little: some consoles come back before the next harm.
    private void breathe() throws InterruptedException {
        long end = System.nanoTime() + BREATH.toNanos();
        while (System.nanoTime() < end) {
            long online = IntStream.rangeClosed(1, site.consoles().size())
                    .filter(number -> site.look(number).map(View::online).orElse(false))
                    .count();
            if (2 * online >= site.consoles().size()) {
                return;
            }
            Thread.sleep(UNDER_WAY.multipliedBy(4));
        }
    }

    private static void again(Victim victim, Duration after) throws IOException, InterruptedException {
        Thread.sleep(after);
        victim.start();
        victim.awaitReady();
    }

    private static void killTwice(Victim victim, Duration pause) throws IOException, InterruptedException {
        victim.kill();
        victim.start();
        Thread.sleep(pause);
        victim.kill();
        again(victim, Duration.ZERO);
    }

    private void killBoth(Victim one, Victim other, Duration pause) throws IOException, InterruptedException {
        one.killNow();
        other.killNow();
        one.awaitDeath();
        other.awaitDeath();
        nothingIsConfirmedEarly();
        Thread.sleep(pause);
        other.start();
        one.start();
        other.awaitReady();
        one.awaitReady();
    }

    private static void killAtTheLamp(Hand hand) throws InterruptedException {
        hand.playPlainly(true);
        hand.killAtTheLamp();
        long end = System.nanoTime() + LAMP.toNanos();
        while (hand.kills() && System.nanoTime() < end) {
            Thread.sleep(1);
        }
        hand.playPlainly(false);
        if (hand.killNoMore()) {
            hand.console().killNow();
        }
        while (hand.console().alive() && System.nanoTime() < end) {
            Thread.sleep(1);
        }
        hand.console().awaitDeath();
    }

    /// As soon as a console hears that something of its own is committed.
    private void killAtConfirm(int console) throws InterruptedException {
        long end = System.nanoTime() + CONFIRM.toNanos();
        Optional<View> before = site.look(console);
        while (System.nanoTime() < end) {
            Optional<View> now = site.look(console);
            if (before.isPresent()
                    && now.isPresent()
                    && now.get().confirmed() > before.get().confirmed()) {
                break;
            }
            before = now;
        }
        site.hub().kill();
    }

    /// What it was about to write is not written then; whatever it said meanwhile was said too early.
    private static void killWithDiskStopped(Victim victim, SmallDisk disk, Duration standstill)
            throws IOException, InterruptedException {
        disk.stop();
        try {
            Thread.sleep(standstill.plusMillis(SHORTEST_STANDSTILL_MILLIS));
            victim.killNow();
        } finally {
            disk.goOn();
        }
        victim.awaitDeath();
    }

    /// What reached the hub on its full disk was dropped and is forgotten with its death. Nobody works then, so that
    /// no new fact tells the hub what it lacks: the consoles must come back to it by themselves.
    private void killWithDiskFull(Duration lasts) throws IOException, InterruptedException {
        SmallDisk disk = site.hubDisk().orElseThrow();
        disk.fill();
        try {
            Patience.until(
                    "the hub says that its disk is full",
                    FULL,
                    () -> site.api().send("GET", "/readyz", null).statusCode() == 503,
                    () -> "it is ready");
            Thread.sleep(lasts);
            site.hands().forEach(hand -> hand.rest(true));
            Thread.sleep(UNDER_WAY.multipliedBy(20));
            site.hub().kill();
        } finally {
            disk.makeRoom();
        }
        try {
            nothingIsConfirmedEarly();
            again(site.hub(), Duration.ZERO);
            Map<Integer, Long> recorded = new TreeMap<>();
            for (int i = 1; i <= site.consoles().size(); i++) {
                int number = i;
                site.look(i).ifPresent(view -> recorded.put(number, view.last()));
            }
            Patience.until(
                    "the hub gets what it had dropped",
                    Settling.DELIVERY,
                    () -> waiting(recorded).isEmpty(),
                    () -> waiting(recorded) + " are confirmed of " + recorded);
        } finally {
            site.hands().forEach(hand -> hand.rest(false));
        }
    }

    /// How far those are confirmed of which not so much is confirmed.
    private Map<Integer, Long> waiting(Map<Integer, Long> recorded) {
        Map<Integer, Long> waiting = new TreeMap<>();
        recorded.forEach((number, last) -> {
            long confirmed = site.look(number).map(View::confirmed).orElse(0L);
            if (confirmed < last) {
                waiting.put(number, confirmed);
            }
        });
        return waiting;
    }

    private static void freeze(Victim victim, Duration lasts) throws IOException, InterruptedException {
        victim.signal("STOP");
        try {
            Thread.sleep(lasts);
        } finally {
            victim.signal("CONT");
        }
    }

    /// Fills it, taps until the console says that it is full, and makes room again.
    private void fillDisk(Fault fault) throws IOException, InterruptedException {
        int number = fault.console();
        SmallDisk disk = disk(number);
        SplittableRandom strangers = new SplittableRandom(fault.lasts().toMillis());
        disk.fill();
        try (Web bench = new Web(site.site().consoleAddress(number))) {
            Patience.until(
                    "console " + number + " says that its disk is full",
                    FULL,
                    () -> {
                        bench.send("POST", "/bench/badge", Hand.card(Hand.stranger(strangers)));
                        return site.look(number).map(view -> !view.recording()).orElse(false);
                    },
                    () -> site.look(number).toString());
            Thread.sleep(fault.lasts());
            View full = site.look(number).orElseThrow(() -> new IOException("the console does not answer"));
            if (!full.digits().equals("FULL")) {
                score.broken("console %d records nothing and shows \"%s\"".formatted(number, full.digits()));
            }
        } finally {
            disk.makeRoom();
        }
        Patience.until(
                "console " + number + " records again",
                FULL,
                () -> site.look(number).map(View::recording).orElse(false),
                () -> site.look(number).toString());
    }

    private SmallDisk disk(int console) {
        SmallDisk disk = site.disks().get(console);
        if (disk == null) {
            throw new IllegalStateException("console " + console + " has no small disk");
        }
        return disk;
    }

    /// The hub is dead: whatever a console believes to be committed must be in the ledger.
    private void nothingIsConfirmedEarly() throws InterruptedException {
        Thread.sleep(UNDER_WAY);
        Map<JournalKey, Long> held = LeftBehind.positions(site.site().hubData());
        for (int i = 1; i <= site.consoles().size(); i++) {
            ConsoleId console = site.hand(i).notes().console();
            site.look(i).ifPresent(view -> {
                JournalKey journal = new JournalKey(console, view.journal());
                score.confirmedEarly(journal, held.getOrDefault(journal, 0L) + 1, view.confirmed());
            });
        }
    }
}
