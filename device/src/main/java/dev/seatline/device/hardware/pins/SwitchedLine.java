package dev.seatline.device.hardware.pins;

import dev.seatline.device.hardware.pi4j.ChipOutput;
import dev.seatline.device.hardware.pi4j.PinBoard;
import java.io.IOException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// An output line that is switched on and off, opened when it is first needed and again after it has failed.
/// For one thread at a time.
final class SwitchedLine {
    private static final long TRY_AGAIN_AFTER = 2_000_000_000L;

    private final PinBoard board;
    private final String name;
    private final PinSettings.Output settings;

    private @Nullable ChipOutput pin;
    private boolean on;
    private String trouble = "";
    private long failedAt;

    /// @param name of its own
    SwitchedLine(PinBoard board, String name, PinSettings.Output settings) {
        this.board = board;
        this.name = name;
        this.settings = settings;
    }

    PinSettings.Output settings() {
        return settings;
    }

    /// Switches it, if it is not so already. A line that has failed is tried again, but not more often than
    /// every two seconds.
    ///
    /// @param now nanoseconds of [System#nanoTime]
    void switchTo(boolean wanted, long now) {
        ChipOutput opened = pin;
        boolean tooSoon = opened == null && !trouble.isEmpty() && now - failedAt < TRY_AGAIN_AFTER;
        if (tooSoon || (opened != null && on == wanted)) {
            return;
        }
        try {
            if (opened == null) {
                opened = board.output(name, settings.line(), settings.activeLow());
                pin = opened;
                on = false;
            }
            if (on != wanted) {
                opened.set(wanted);
                on = wanted;
            }
            trouble = "";
        } catch (IOException | RuntimeException e) {
            // Pi4J throws what is not checked; a lamp must not stop the loop
            close();
            trouble = PartBoard.told(e);
            failedAt = now;
        }
    }

    /// What was wrong when it was last switched; empty if nothing was.
    String trouble() {
        return trouble;
    }

    /// When to switch it again because it has failed; empty if it has not.
    OptionalLong tryAgainAt() {
        return trouble.isEmpty() ? OptionalLong.empty() : OptionalLong.of(failedAt + TRY_AGAIN_AFTER);
    }

    /// Switches it off and gives it back. Idempotent.
    void close() {
        ChipOutput opened = pin;
        pin = null;
        if (opened != null) {
            board.release(opened);
        }
    }
}
