package dev.seatline.device.hardware.pins;

import dev.seatline.device.hardware.digits.Digits;
import dev.seatline.wire.SeatParts;
import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The digits, on a thread of their own: a bus that hangs holds up nothing else. They are written anew every
/// ten seconds, since a glitch of the supply may have darkened them; what fails is tried again every five.
///
/// [#run] is its thread, [#show] and [#stop] are for any.
final class DigitsShow implements Runnable {
    private static final long REFRESH_AFTER = 10_000_000_000L;
    private static final long TRY_AGAIN_AFTER = 5_000_000_000L;

    private final Opening opening;
    private final PartBoard parts;

    private final ReentrantLock turn = new ReentrantLock();
    private final Condition changed = turn.newCondition();
    private String wanted = "";
    private boolean fresh = true;
    private boolean stopping;

    /// Opens the display.
    interface Opening {
        Digits open() throws IOException;
    }

    DigitsShow(Opening opening, PartBoard parts) {
        this.opening = opening;
        this.parts = parts;
    }

    /// Shows a text of at most four characters soon.
    void show(String text) {
        turn.lock();
        try {
            if (!text.equals(wanted)) {
                wanted = text;
                fresh = true;
                changed.signal();
            }
        } finally {
            turn.unlock();
        }
    }

    /// Darkness follows. Any thread.
    void stop() {
        turn.lock();
        try {
            stopping = true;
            changed.signal();
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void run() {
        @Nullable Digits display = null;
        long pause = 0;
        try {
            while (true) {
                String text = next(pause);
                if (text == null) {
                    return;
                }
                try {
                    if (display == null) {
                        display = opening.open();
                    }
                    display.show(text);
                    display.refresh();
                    parts.answers(SeatParts.DIGITS);
                    pause = REFRESH_AFTER;
                } catch (IOException | RuntimeException e) {
                    parts.failed(SeatParts.DIGITS, PartBoard.told(e));
                    if (display != null) {
                        display.close();
                        display = null;
                    }
                    pause = TRY_AGAIN_AFTER;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (display != null) {
                display.close();
            }
        }
    }

    /// What to show next: at once if it is new, else after a pause. Null when it is time to stop.
    private @Nullable String next(long pause) throws InterruptedException {
        turn.lock();
        try {
            long left = pause;
            while (!fresh && !stopping && left > 0) {
                left = changed.awaitNanos(left);
            }
            fresh = false;
            return stopping ? null : wanted;
        } finally {
            turn.unlock();
        }
    }
}
