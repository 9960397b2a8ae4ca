package dev.seatline.device.hardware.buzzer;

import dev.seatline.device.seat.Outputs.Buzzer;
import java.util.OptionalLong;

/// Plays the sounds of a seat: each once, from its beginning, when it is shown. The same one shown again
/// without silence between does not begin anew. Silence lets a sound that has begun end by itself, which takes
/// half a second at most: the seat shows a sound for a moment only, and one that comes late, after a slow
/// journal, would be cut to a click. Times are nanoseconds of one monotonic clock. For one thread.
public final class BuzzerRhythm {
    private Buzzer shown = Buzzer.SILENT;
    private BuzzerPattern played = BuzzerPattern.of(Buzzer.SILENT);
    private long begun;

    /// What the seat shows from now on.
    public void show(Buzzer sound, long now) {
        if (sound != shown && sound != Buzzer.SILENT) {
            played = BuzzerPattern.of(sound);
            begun = now;
        }
        shown = sound;
    }

    /// Whether the buzzer sounds.
    public boolean sounds(long now) {
        return played.sounds(elapsed(now));
    }

    /// When the buzzer is next switched, later than now; empty when it stays silent until something else is shown.
    public OptionalLong nextChange(long now) {
        OptionalLong next = played.nextChange(elapsed(now));
        return next.isPresent() ? OptionalLong.of(begun + next.getAsLong()) : next;
    }

    private long elapsed(long now) {
        return Math.max(0, now - begun);
    }
}
