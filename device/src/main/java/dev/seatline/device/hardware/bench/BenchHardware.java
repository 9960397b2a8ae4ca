package dev.seatline.device.hardware.bench;

import dev.seatline.device.hardware.InputReading;
import dev.seatline.device.hardware.SeatHardware;
import dev.seatline.device.seat.Input;
import dev.seatline.device.seat.Outputs;
import dev.seatline.device.seat.SeatRules;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.CardCode;
import dev.seatline.wire.ConsoleStatus.PartHealth;
import dev.seatline.wire.SeatParts;
import dev.seatline.wire.SiteKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A seat without hardware: whoever holds it taps the badges, presses the button, moves the headset and rings
/// the bell. It keeps no badge number and logs nothing.
///
/// Every method may be called by any thread. Inputs leave one at a time, in the order in which they happened;
/// what happens before [#start] or after [#stop], or at a part that was made to fail, is not sensed. [#show],
/// [#outputs] and [#health] never wait. The only thread is a virtual one while the bell rings.
public final class BenchHardware implements SeatHardware {
    public static final String BADGE_READER = SeatParts.BADGE_READER;
    public static final String BUTTON = SeatParts.BUTTON;
    public static final String HOOK = SeatParts.HOOK;
    public static final String BELL = SeatParts.BELL;
    public static final String LAMP = SeatParts.LAMP;
    public static final String DIGITS = SeatParts.DIGITS;
    public static final String BUZZER = SeatParts.BUZZER;

    /// The parts, in the order in which they are shown.
    public static final List<String> PARTS = List.of(BADGE_READER, BUTTON, HOOK, BELL, LAMP, DIGITS, BUZZER);

    /// The most bursts that one [#ring] gives.
    public static final int MOST_BURSTS = 50;

    private static final String WELL = "played on the bench";
    private static final String FAILED = "made to fail on the bench";
    private static final Duration PLAYED_BURST = Duration.ofMillis(100);
    private static final Duration BELL_ENDS_WITHIN = Duration.ofSeconds(5);

    private final SiteKey key;
    private final TimeSource time;
    private final SeatRules rules;

    /// Held while an input leaves, so that no burst of the bell can follow the lifting that ended the ringing.
    private final ReentrantLock order = new ReentrantLock();

    private @Nullable Consumer<Input> sensed;
    private boolean lifted;
    private @Nullable Thread bell;
    private volatile Map<String, InputReading> readings = unseen();
    private volatile Map<String, Boolean> parts = allWell();
    private volatile Outputs outputs = Outputs.DARK;

    /// @param key under which badge numbers become codes
    /// @param time how fast the bell's cadence runs
    /// @param rules the cadence
    public BenchHardware(SiteKey key, TimeSource time, SeatRules rules) {
        this.key = key;
        this.time = time;
        this.rules = rules;
    }

    /// Says where the headset is, as a real hook switch does when it is opened, and which parts fail already.
    @Override
    public void start(Consumer<Input> sensed) {
        order.lock();
        try {
            if (this.sensed != null) {
                throw new IllegalStateException("this bench has been started already");
            }
            this.sensed = sensed;
            PARTS.stream()
                    .filter(part -> !answers(part))
                    .forEach(part -> report(new Input.PartReported(part, false, FAILED)));
            sense(HOOK, new Input.HookMoved(lifted), before -> before.at(lifted).believed(lifted, true, 0));
        } finally {
            order.unlock();
        }
    }

    @Override
    public void show(Outputs outputs) {
        this.outputs = outputs;
    }

    /// What was shown last.
    public Outputs outputs() {
        return outputs;
    }

    @Override
    public List<PartHealth> health() {
        return parts.entrySet().stream()
                .map(part -> new PartHealth(part.getKey(), part.getValue(), part.getValue() ? WELL : FAILED))
                .toList();
    }

    /// Holds a badge to the reader. The number is forgotten as soon as its code is known.
    ///
    /// @param number 1 to 64 characters without spaces
    /// @return whether the reader sensed it
    /// @throws IllegalArgumentException for any other number; the message does not repeat it
    public boolean badge(String number) {
        CardCode code = key.code(number);
        return happen(BADGE_READER, new Input.CardRead(code), before -> before.card(number, time.nanoTime()));
    }

    /// Presses the button.
    ///
    /// @return whether the button sensed it
    public boolean press(Input.Press press) {
        // a played press is over at once: down and up again
        return happen(BUTTON, new Input.ButtonPressed(press), before -> worked(worked(before, true), false));
    }

    /// Lifts the headset, which ends the ringing, or hangs it back. To where it is already: nothing happens.
    ///
    /// @return whether the hook switch answers
    public boolean hook(boolean lifted) {
        order.lock();
        try {
            if (this.lifted == lifted) {
                return answers(HOOK);
            }
            this.lifted = lifted;
            if (lifted) {
                hush();
            }
            return sense(HOOK, new Input.HookMoved(lifted), before -> worked(before, lifted));
        } finally {
            order.unlock();
        }
    }

    /// Rings the bell, instead of whatever it is ringing: the first burst at once, the others at the ring
    /// period.
    ///
    /// @param bursts 1 to 50, or 0 for silence
    /// @return whether the bell is sensed
    public boolean ring(int bursts) {
        if (bursts < 0 || bursts > MOST_BURSTS) {
            throw new IllegalArgumentException(
                    "a ring has 1 to " + MOST_BURSTS + " bursts, or 0 for silence; found " + bursts);
        }
        order.lock();
        try {
            hush();
            if (bursts == 0 || sensed == null) {
                return answers(BELL);
            }
            long began = time.nanoTime();
            boolean heard = sense(BELL, new Input.BellRang(), this::burst);
            if (bursts > 1) {
                bell = Thread.ofVirtual().name("bench-bell").start(() -> goOnRinging(bursts - 1, began));
            }
            return heard;
        } finally {
            order.unlock();
        }
    }

    /// The caller gives up: the bell stops ringing.
    public void silence() {
        ring(0);
    }

    /// Lets a part fail, or repairs it. A repaired hook switch says at once where the headset is.
    ///
    /// @param name one of [#PARTS]
    public void part(String name, boolean ok) {
        if (!PARTS.contains(name)) {
            throw new IllegalArgumentException(
                    "the bench has the parts " + String.join(", ", PARTS) + "; found another one");
        }
        order.lock();
        try {
            if (answers(name) == ok) {
                return;
            }
            Map<String, Boolean> changed = new LinkedHashMap<>(parts);
            changed.put(name, ok);
            parts = changed;
            report(new Input.PartReported(name, ok, ok ? WELL : FAILED));
            if (ok && name.equals(HOOK)) {
                report(new Input.HookMoved(lifted));
            }
        } finally {
            order.unlock();
        }
    }

    /// Waits until the bell's thread has ended, at most 5 s.
    @Override
    public void stop() {
        Thread ringing;
        order.lock();
        try {
            ringing = bell;
            hush();
            sensed = null;
        } finally {
            order.unlock();
        }
        outputs = Outputs.DARK;
        if (ringing != null) {
            try {
                ringing.join(BELL_ENDS_WITHIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Runs on the bell's thread. Late wake-ups do not add up: each burst has its own time.
    private void goOnRinging(int bursts, long began) {
        long period = rules.ringPeriod().toNanos();
        long next = began;
        try {
            for (int burst = 0; burst < bursts; burst++) {
                next += period;
                for (long wait = next - time.nanoTime(); wait > 0; wait = next - time.nanoTime()) {
                    Thread.sleep(time.realWait(Duration.ofNanos(wait)));
                }
                if (!burst()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            // the ringing was ended: nothing is left to do
        }
    }

    private boolean burst() {
        order.lock();
        try {
            boolean stillMine = Thread.currentThread().equals(bell);
            if (stillMine) {
                sense(BELL, new Input.BellRang(), this::burst);
            }
            return stillMine;
        } finally {
            order.unlock();
        }
    }

    /// Under the lock.
    private void hush() {
        if (bell != null) {
            bell.interrupt();
            bell = null;
        }
    }

    private boolean happen(String part, Input input, UnaryOperator<InputReading> seen) {
        order.lock();
        try {
            return sense(part, input, seen);
        } finally {
            order.unlock();
        }
    }

    /// Under the lock: the input leaves if the part answers.
    private boolean sense(String part, Input input, UnaryOperator<InputReading> seen) {
        if (!answers(part)) {
            return false;
        }
        Map<String, InputReading> changed = new LinkedHashMap<>(readings);
        changed.computeIfPresent(part, (_, before) -> seen.apply(before));
        readings = changed;
        return report(input);
    }

    /// A contact without bounce: one edge.
    private InputReading worked(InputReading before, boolean worked) {
        return before.edge(worked, time.nanoTime()).believed(worked, false, 1);
    }

    /// A ring, as if a bell had been heard for a second.
    private InputReading burst(InputReading before) {
        long now = time.nanoTime();
        return before.bellEdge(true, now)
                .bellEdge(false, now + PLAYED_BURST.toNanos())
                .rang(now, now);
    }

    @Override
    public List<InputReading> inputs() {
        return List.copyOf(readings.values());
    }

    private static Map<String, InputReading> unseen() {
        Map<String, InputReading> readings = new LinkedHashMap<>();
        List.of(BADGE_READER, BUTTON, HOOK, BELL).forEach(part -> readings.put(part, InputReading.unseen(part)));
        return readings;
    }

    private boolean report(Input input) {
        if (sensed == null) {
            return false;
        }
        sensed.accept(input);
        return true;
    }

    private boolean answers(String part) {
        return Boolean.TRUE.equals(parts.get(part));
    }

    private static Map<String, Boolean> allWell() {
        Map<String, Boolean> parts = new LinkedHashMap<>();
        PARTS.forEach(part -> parts.put(part, true));
        return parts;
    }
}
