package dev.seatline.bench.faults;

import dev.seatline.bench.site.Site;
import dev.seatline.bench.site.Web;
import dev.seatline.wire.ShownState;
import java.io.IOException;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Works at one seat without a break: taps, presses, lifts, rings, and notes what the console showed. A thread of its
/// own is in [#run]; everything else is for any thread.
final class Hand implements Runnable {
    private static final int STRANGERS = 1_000_000;
    private static final int LONGEST_PAUSE_MILLIS = 250;
    private static final int LOOKS = 12;
    private static final String BADGE = "/bench/badge";
    private static final String BUTTON = "/bench/button";
    private static final Play SHORT_PRESS = new Play(BUTTON, press("short"));

    private final Victim console;
    private final Web page;
    private final Notes notes;
    private final RandomGenerator random;
    private final int agents;
    private volatile boolean resting;
    private volatile boolean ended;
    private volatile boolean busy;
    private volatile boolean plain;
    private final AtomicBoolean killsAtTheLamp = new AtomicBoolean();
    private volatile @Nullable View latest;
    private long waitsFor;
    private long waitsSince;
    private volatile long longestWait;

    /// @param page of the console, for this hand alone
    Hand(Victim console, Web page, Notes notes, int agents, RandomGenerator random) {
        this.console = console;
        this.page = page;
        this.notes = notes;
        this.agents = agents;
        this.random = random;
    }

    @Override
    public void run() {
        while (!ended) {
            try {
                busy = true;
                if (!resting && console.alive()) {
                    play();
                }
                busy = false;
                Thread.sleep(1 + random.nextInt(LONGEST_PAUSE_MILLIS));
            } catch (InterruptedException e) {
                return;
            } catch (IOException | JacksonException e) {
                // killed, frozen or not there yet
                busy = false;
            }
        }
    }

    private void play() throws IOException, InterruptedException {
        int life = console.life();
        View before = look();
        if (!before.knowsPeople()) {
            return;
        }
        Play play = plain ? plain(before) : any();
        if (page.send("POST", play.path(), play.body()).statusCode() != 202) {
            return;
        }
        Set<ShownState> after = answer(before);
        boolean kill = !after.isEmpty() && killsAtTheLamp.compareAndSet(true, false);
        boolean sameLife = console.life() == life;
        if (kill) {
            console.killNow();
        }
        if (sameLife && !after.isEmpty()) {
            notes.answered(new Notes.Answer(before.boot(), before.journal(), before.last(), before.lamp(), after));
        }
        if (!kill) {
            look();
        }
    }

    /// Something to do.
    private record Play(String path, String body) {}

    private Play any() {
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> badge();
            case 3 -> new Play(BADGE, card(stranger(random)));
            case 4, 5, 6, 7 -> SHORT_PRESS;
            case 8 -> new Play(BUTTON, press(random.nextBoolean() ? "double" : "long"));
            case 9 -> new Play("/bench/ring", "{\"bursts\":%d}".formatted(1 + random.nextInt(2)));
            default -> new Play("/bench/hook", "{\"lifted\":%b}".formatted(random.nextBoolean()));
        };
    }

    private Play badge() {
        return new Play(BADGE, card(Site.badge(1 + random.nextInt(agents))));
    }

    /// Something that the lamp answers nearly always.
    private Play plain(View before) {
        return before.state().agent() == null ? badge() : SHORT_PRESS;
    }

    /// What the lamp stands for as soon as that is something else; nothing when it stays as it was.
    private Set<ShownState> answer(View before) throws IOException, InterruptedException {
        if (before.lamp().isEmpty()) {
            return Set.of();
        }
        for (int i = 0; i < LOOKS; i++) {
            Set<ShownState> lamp = View.lamp(page.get("/bench/outputs"));
            if (!lamp.isEmpty() && Collections.disjoint(lamp, before.lamp())) {
                return lamp;
            }
        }
        return Set.of();
    }

    private View look() throws IOException, InterruptedException {
        View view = View.of(page.get("/api/v1/console"));
        notes.seen(view);
        latest = view;
        time(view);
        return view;
    }

    /// How long a fact waits for the hub, whatever stands between.
    private void time(View view) {
        long now = System.nanoTime();
        if (waitsFor == 0 && view.last() > view.confirmed()) {
            waitsFor = view.last();
            waitsSince = now;
        } else if (waitsFor > 0 && view.confirmed() >= waitsFor) {
            longestWait = Math.max(longestWait, now - waitsSince);
            waitsFor = 0;
        }
    }

    static String card(String number) {
        return "{\"card\":\"%s\"}".formatted(number);
    }

    /// A badge that nobody has: a tap of it is a fact at any seat.
    static String stranger(RandomGenerator random) {
        return "0499%06X".formatted(random.nextInt(STRANGERS));
    }

    private static String press(String kind) {
        return "{\"press\":\"%s\"}".formatted(kind);
    }

    Victim console() {
        return console;
    }

    Notes notes() {
        return notes;
    }

    /// What it saw last, or null when it saw nothing yet.
    @Nullable
    View latest() {
        return latest;
    }

    /// Kills the console as soon as its lamp has answered once more.
    void killAtTheLamp() {
        killsAtTheLamp.set(true);
    }

    /// Whether [#killAtTheLamp] is still to come.
    boolean kills() {
        return killsAtTheLamp.get();
    }

    /// Gives it up; returns whether it was still to come.
    boolean killNoMore() {
        return killsAtTheLamp.getAndSet(false);
    }

    /// Lays the hands in the lap, or takes up work again.
    void rest(boolean rests) {
        resting = rests;
    }

    /// Does only what the lamp answers nearly always, or everything again.
    void playPlainly(boolean plainly) {
        plain = plainly;
    }

    /// Whether it rests and has finished what it was doing.
    boolean still() {
        return resting && !busy;
    }

    void end() {
        ended = true;
    }

    /// The longest that a fact has waited for the hub's word, in nanoseconds.
    long longestWait() {
        return longestWait;
    }
}
