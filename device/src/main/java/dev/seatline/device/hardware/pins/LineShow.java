package dev.seatline.device.hardware.pins;

import dev.seatline.device.hardware.buzzer.BuzzerRhythm;
import dev.seatline.device.hardware.lamp.LampLines;
import dev.seatline.device.hardware.lamp.LampRhythm;
import dev.seatline.device.hardware.pi4j.PinBoard;
import dev.seatline.device.seat.Outputs;
import dev.seatline.wire.SeatParts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// Lamp and buzzer at their pins. What is shown is on the lines when [#show] returns, so that the lamp
/// answers at once; what follows, blinks and beeps, is switched by a thread that sleeps until the next
/// switching.
///
/// [#run] is its thread, [#show] and [#stop] are for any.
final class LineShow implements Runnable {
    private final PartBoard parts;
    /// For each colour the lines that are on, in the order of [#lamp]; empty without a lamp. Made beforehand: sets of
    /// records are dear to ask while somebody waits for his lamp.
    private final Map<Outputs.Colour, boolean[]> on = new EnumMap<>(Outputs.Colour.class);

    private final List<SwitchedLine> lamp = new ArrayList<>();
    private final @Nullable SwitchedLine buzzer;
    private final LampRhythm lampRhythm = new LampRhythm();
    private final BuzzerRhythm buzzerRhythm = new BuzzerRhythm();
    private boolean lampFailed = true;
    private boolean buzzerFailed = true;

    private final ReentrantLock turn = new ReentrantLock();
    private final Condition earlier = turn.newCondition();

    /// Until when the thread sleeps; empty for ever.
    private OptionalLong wakes = OptionalLong.empty();

    private boolean stopping;

    LineShow(PinBoard board, PartBoard parts, PinSettings settings) {
        this.parts = parts;
        settings.lamp().ifPresent(lines -> {
            for (PinSettings.Output line : LampLines.all(lines)) {
                lamp.add(new SwitchedLine(board, "%s at %d".formatted(SeatParts.LAMP, line.line()), line));
            }
            for (Outputs.Colour colour : Outputs.Colour.values()) {
                Set<PinSettings.Output> lit = LampLines.on(lines, colour);
                boolean[] each = new boolean[lamp.size()];
                for (int i = 0; i < each.length; i++) {
                    each[i] = lit.contains(lamp.get(i).settings());
                }
                on.put(colour, each);
            }
        });
        buzzer = settings.buzzer()
                .map(line -> new SwitchedLine(board, SeatParts.BUZZER, line))
                .orElse(null);
    }

    /// Shows lamp and buzzer.
    void show(Outputs outputs) {
        turn.lock();
        try {
            if (stopping) {
                return;
            }
            long now = System.nanoTime();
            lampRhythm.show(outputs.lamp(), now);
            buzzerRhythm.show(outputs.buzzer(), now);
            switchLines(now);
            OptionalLong next = nextChange(now);
            if (next.isPresent() && (wakes.isEmpty() || next.getAsLong() - wakes.getAsLong() < 0)) {
                earlier.signal();
            }
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void run() {
        turn.lock();
        try {
            while (!stopping) {
                long now = System.nanoTime();
                switchLines(now);
                wakes = nextChange(now);
                if (wakes.isEmpty()) {
                    earlier.await();
                } else {
                    long left = earlier.awaitNanos(wakes.getAsLong() - System.nanoTime());
                    Logger.trace("the lamp's thread woke {} ns early", left);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            Logger.error(e, "lamp and buzzer cannot go on");
            if (!lamp.isEmpty()) {
                parts.failed(SeatParts.LAMP, PartBoard.told(e));
            }
            if (buzzer != null) {
                parts.failed(SeatParts.BUZZER, PartBoard.told(e));
            }
        } finally {
            stopping = true;
            lamp.forEach(SwitchedLine::close);
            if (buzzer != null) {
                buzzer.close();
            }
            turn.unlock();
        }
    }

    /// Darkness and silence follow. Any thread.
    void stop() {
        turn.lock();
        try {
            stopping = true;
            earlier.signal();
        } finally {
            turn.unlock();
        }
    }

    private OptionalLong nextChange(long now) {
        OptionalLong next = Lines.earlier(lampRhythm.nextChange(now), buzzerRhythm.nextChange(now));
        for (SwitchedLine line : lamp) {
            next = Lines.earlier(next, line.tryAgainAt());
        }
        return buzzer == null ? next : Lines.earlier(next, buzzer.tryAgainAt());
    }

    private void switchLines(long now) {
        boolean[] wanted = on.get(lampRhythm.shown().colour());
        if (wanted != null) {
            boolean lit = lampRhythm.lit(now);
            // off before on: no third colour flashes between two
            for (int i = 0; i < wanted.length; i++) {
                if (!lit || !wanted[i]) {
                    lamp.get(i).switchTo(false, now);
                }
            }
            for (int i = 0; i < wanted.length; i++) {
                if (lit && wanted[i]) {
                    lamp.get(i).switchTo(true, now);
                }
            }
            lampFailed = told(SeatParts.LAMP, lamp, lampFailed);
        }
        if (buzzer != null) {
            buzzer.switchTo(buzzerRhythm.sounds(now), now);
            buzzerFailed = told(SeatParts.BUZZER, List.of(buzzer), buzzerFailed);
        }
    }

    private boolean told(String part, List<SwitchedLine> lines, boolean failedBefore) {
        for (SwitchedLine line : lines) {
            if (!line.trouble().isEmpty()) {
                parts.failed(part, line.trouble());
                return true;
            }
        }
        if (failedBefore) {
            parts.answers(part);
        }
        return false;
    }
}
