package dev.seatline.bench.lab.guest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Looks at output lines again and again and keeps their changes: the simulated chip tells nobody when an output changes.
/// Any thread.
final class PinWatch {
    private static final long EVERY = 3_000_000;
    private static final int MOST_CHANGES = 20_000;

    private final SimulatedPins pins;
    private final List<String> changes = new ArrayList<>();
    /// Not an interrupt, which would close the files of the pins.
    private volatile boolean watching;

    private @Nullable Thread thread;

    PinWatch(SimulatedPins pins) {
        this.pins = pins;
    }

    /// Begins with the present levels, which count as changes. A change of line -1 says that the chip was lost.
    synchronized void begin(List<Integer> lines) throws IOException {
        end();
        changes.clear();
        boolean[] high = new boolean[lines.size()];
        for (int i = 0; i < high.length; i++) {
            high[i] = pins.high(lines.get(i));
            changed(lines.get(i), high[i]);
        }
        watching = true;
        thread = Thread.ofPlatform().daemon().name("pin-watch").start(() -> watch(lines, high));
    }

    private void watch(List<Integer> lines, boolean[] high) {
        try {
            while (watching) {
                for (int i = 0; i < high.length; i++) {
                    boolean now = pins.high(lines.get(i));
                    if (now != high[i]) {
                        high[i] = now;
                        changed(lines.get(i), now);
                    }
                }
                LockSupport.parkNanos(EVERY);
            }
        } catch (IOException e) {
            changed(-1, false);
        }
    }

    private void changed(int line, boolean high) {
        synchronized (changes) {
            if (changes.size() < MOST_CHANGES) {
                changes.add("%d %d %d".formatted(System.nanoTime(), line, high ? 1 : 0));
            }
        }
    }

    /// The present time, then every change.
    List<String> seen() {
        List<String> seen = new ArrayList<>();
        synchronized (changes) {
            seen.add(Long.toString(System.nanoTime()));
            seen.addAll(changes);
        }
        return seen;
    }

    synchronized void end() {
        Thread last = thread;
        thread = null;
        watching = false;
        if (last != null) {
            try {
                last.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
