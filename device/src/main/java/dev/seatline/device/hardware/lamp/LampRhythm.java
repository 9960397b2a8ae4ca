package dev.seatline.device.hardware.lamp;

import dev.seatline.device.seat.Outputs;
import java.util.OptionalLong;

/// Keeps a lamp in step: what it shows, since when, and when it must be looked at again. A pattern begins with
/// light when it is first shown, so that the lamp answers at once; showing the same again goes on where it is.
/// Times are nanoseconds of one monotonic clock. For one thread.
public final class LampRhythm {
    private Outputs.Lamp shown = Outputs.DARK.lamp();

    /// When the pattern began, or would have begun.
    private long begun;

    /// What the lamp shows from now on.
    public void show(Outputs.Lamp lamp, long now) {
        boolean same = lamp.colour() == shown.colour() && lamp.pattern() == shown.pattern();
        if (!same) {
            begun = now;
        } else if (lamp.offlineGap() && !shown.offlineGap()) {
            // in step with the pattern that goes on, and the first gap is a whole one
            begun = now - sincePeriodBegan(now);
        }
        shown = lamp;
    }

    /// What was shown last.
    public Outputs.Lamp shown() {
        return shown;
    }

    /// Whether the lamp is lit, in its colour.
    public boolean lit(long now) {
        return LampPatterns.lit(shown, elapsed(now));
    }

    /// When the lamp is next switched, later than now; empty when it stays as it is until something else is shown.
    public OptionalLong nextChange(long now) {
        OptionalLong next = LampPatterns.nextChange(shown, elapsed(now));
        return next.isPresent() ? OptionalLong.of(begun + next.getAsLong()) : next;
    }

    private long sincePeriodBegan(long now) {
        long period = LampPatterns.period(shown.pattern());
        return period == 0 ? 0 : elapsed(now) % period;
    }

    /// A lamp that is shown from a moment ahead shows the beginning.
    private long elapsed(long now) {
        return Math.max(0, now - begun);
    }
}
