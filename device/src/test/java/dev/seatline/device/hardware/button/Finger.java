package dev.seatline.device.hardware.button;

import dev.seatline.device.hardware.edges.ContactSettings;
import dev.seatline.device.hardware.edges.Debounce;
import dev.seatline.device.hardware.edges.Settled;
import dev.seatline.device.seat.Input.Press;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/// A finger on a button, and the thread that watches it: edges of a bouncing contact through [Debounce] to
/// [Gestures], as the console does it. Times are milliseconds.
final class Finger {
    static final Duration BOUNCE = Duration.ofMillis(20);

    private static final long MILLISECOND = 1_000_000;

    /// Any beginning will do: the clock may be about to overflow.
    private static final long BOOT = Long.MAX_VALUE - 3_000 * MILLISECOND;

    /// A press, and when the thread knew of it.
    record Told(Press press, long at) {}

    /// One time that the finger goes down.
    record Hold(long from, long until) {
        long length() {
            return until - from;
        }
    }

    private final Gestures gestures;
    private final Debounce debounce =
            new Debounce(List.of(new ContactSettings(BOUNCE, false, ContactSettings.Contact.NORMALLY_OPEN)));
    private final List<Told> told = new ArrayList<>();

    Finger(GestureSettings settings) {
        gestures = new Gestures(settings);
        debounce.asked(0, false, nanos(-1_000));
        settled(debounce.passed(nanos(-500)), -500);
    }

    static long nanos(long millis) {
        return BOOT + millis * MILLISECOND;
    }

    static long millis(long nanos) {
        return (nanos - BOOT) / MILLISECOND;
    }

    List<Told> told() {
        return told;
    }

    /// Holds with bounces at both of their ends; the thread looks when something is due, and up to `late` later.
    ///
    /// @param late negative if the thread is held up, and sees nothing but queued edges
    void play(List<Hold> holds, RandomGenerator random, int late) {
        List<Hold> bounces = new ArrayList<>();
        for (Hold hold : holds) {
            bounces.add(new Hold(hold.from(), hold.from() + bouncing(random)));
            bounces.add(new Hold(hold.until(), hold.until() + bouncing(random)));
        }
        boolean pressed = false;
        for (Hold change : bounces) {
            pressed = !pressed;
            for (long at = change.from(); at <= change.until(); at++) {
                if (late >= 0) {
                    watchUntil(at, random, late);
                }
                boolean last = at == change.until();
                boolean high = (last || random.nextBoolean()) == pressed;
                if (at == change.from() || last || random.nextInt(3) == 0) {
                    settled(debounce.edge(0, at == change.from() ? pressed : high, nanos(at)), at);
                }
            }
        }
        watchUntil(bounces.getLast().until() + 30_000, random, late);
    }

    private static int bouncing(RandomGenerator random) {
        return random.nextBoolean() ? 0 : random.nextInt(15);
    }

    /// Looks whenever something is due before `until`.
    private void watchUntil(long until, RandomGenerator random, int late) {
        OptionalLong due = due();
        for (int looks = 0; due.isPresent() && due.getAsLong() - nanos(until) < 0; looks++) {
            if (looks > 100) {
                throw new AssertionError("due again and again: the thread would spin");
            }
            long now = Math.min(until - 1, millis(due.getAsLong()) + (late <= 0 ? 0 : random.nextInt(late)));
            settled(debounce.passed(nanos(now)), now);
            add(gestures.passed(nanos(now), debounce.restlessSince(0, nanos(now))), now);
            due = due();
        }
    }

    private OptionalLong due() {
        OptionalLong contact = debounce.due();
        OptionalLong gesture = gestures.due();
        if (contact.isEmpty() || gesture.isEmpty()) {
            return contact.isPresent() ? contact : gesture;
        }
        return contact.getAsLong() - gesture.getAsLong() < 0 ? contact : gesture;
    }

    private void settled(List<Settled> levels, long now) {
        for (Settled one : levels) {
            add(gestures.settled(one.worked(), one.at(), one.first()), now);
        }
    }

    private void add(List<Press> presses, long now) {
        presses.forEach(press -> told.add(new Told(press, now)));
    }
}
