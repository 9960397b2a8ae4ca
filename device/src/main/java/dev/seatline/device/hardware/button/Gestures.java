package dev.seatline.device.hardware.button;

import dev.seatline.device.seat.Input.Press;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// A button that is held and let go, presses out. Every hold is at most one press, by its length; two short
/// holds near together are one double press. It is told as soon as it cannot become anything else:
///
/// * a short press when the time for a second one has passed, or when the second one turns out to be a long one;
/// * a double press when the second one is let go: only then is it known not to be a long one, which asks for
///   something else. That costs the tenth of a second that a finger stays down, and no hold is ever swallowed;
/// * a long press when it is let go, as it may become a very long one;
/// * a very long press at once when it is reached, so that the person knows when to let go.
///
/// What is decided are the moments of the changes, not those of looking. A button that is found pressed means
/// nothing until it has been let go. Times are nanoseconds of one monotonic clock, the kernel's. For one
/// thread.
public final class Gestures {
    /// How soon to look again while a contact bounces at the very moment when something would have been decided.
    private static final long BOUNCING_PAUSE = 10_000_000L;

    private enum Phase {
        /// Let go; nothing is left to be told.
        LET_GO,
        /// Let go after a short press that may become a double one.
        BETWEEN,
        HELD,
        /// Held again soon after a short press that has not been told.
        HELD_AGAIN,
        /// Held, and nothing more will come of it.
        SPENT
    }

    private final long doubleWithin;
    private final long longFrom;
    private final long veryLongFrom;
    private final long stuckAfter;

    private Phase phase = Phase.LET_GO;

    /// When the button was last pressed or let go.
    private long changed;

    private boolean stuck;

    /// Not before this is anything due, if `heldUp`.
    private long notBefore;

    private boolean heldUp;

    /// @param settings of the button
    public Gestures(GestureSettings settings) {
        doubleWithin = settings.doubleWithin().toNanos();
        longFrom = settings.longFrom().toNanos();
        veryLongFrom = settings.veryLongFrom().toNanos();
        stuckAfter = settings.stuckAfter().toNanos();
    }

    /// A level that can be believed ([dev.seatline.device.hardware.edges.Settled]).
    ///
    /// @param pressed whether the button is pressed
    /// @param at since when; a moment before the last change counts as that
    /// @param first whether nothing was known of the button before: whatever was under way is forgotten
    /// @return what is known by now, oldest first: at most two presses
    public List<Press> settled(boolean pressed, long at, boolean first) {
        List<Press> presses = new ArrayList<>(2);
        heldUp = false;
        if (first) {
            changed = at;
            stuck = false;
            phase = pressed ? Phase.SPENT : Phase.LET_GO;
            return presses;
        }
        long moment = held() == pressed || at - changed < 0 ? changed : at;
        decide(moment, presses);
        if (held() != pressed) {
            Phase before = phase;
            phase = pressed ? pressed(before) : letGo(before, moment - changed, presses);
            changed = moment;
            stuck = false;
        }
        return presses;
    }

    /// Time has passed.
    ///
    /// @param now no change of the button up to this moment is left to be given, except one that has not settled
    /// @param restlessSince since when the contact bounces
    ///     ([dev.seatline.device.hardware.edges.Debounce#restlessSince]): what it does from then on is not
    ///     known yet, and is waited for
    /// @return what is known by now, oldest first
    public List<Press> passed(long now, OptionalLong restlessSince) {
        List<Press> presses = new ArrayList<>(1);
        boolean restless = restlessSince.isPresent() && restlessSince.getAsLong() - now < 0;
        decide(restless ? restlessSince.getAsLong() : now, presses);
        heldUp = restless;
        notBefore = now + BOUNCING_PAUSE;
        return presses;
    }

    /// When to look again, unless the button changes first; empty while only that can mean anything.
    public OptionalLong due() {
        OptionalLong decided = switch (phase) {
            case LET_GO -> OptionalLong.empty();
            case BETWEEN -> OptionalLong.of(changed + doubleWithin);
            case HELD_AGAIN -> OptionalLong.of(changed + longFrom);
            case HELD -> OptionalLong.of(changed + veryLongFrom);
            case SPENT -> stuck ? OptionalLong.empty() : OptionalLong.of(changed + stuckAfter);
        };
        boolean later = decided.isPresent() && heldUp && decided.getAsLong() - notBefore < 0;
        return later ? OptionalLong.of(notBefore) : decided;
    }

    /// Changes of the contact were missed, or it cannot be read any more. What is under way is forgotten: a
    /// hold means nothing until the button has been let go, and a short press that might have become a double
    /// one is none, since nobody knows which of the two it was.
    public void lost() {
        heldUp = false;
        phase = held() ? Phase.SPENT : Phase.LET_GO;
    }

    /// Whether the button had been held for too long when last looked at: it hangs, or something lies on it. It
    /// then has failed until it is let go.
    public boolean stuck() {
        return stuck;
    }

    private boolean held() {
        return switch (phase) {
            case HELD, HELD_AGAIN, SPENT -> true;
            case LET_GO, BETWEEN -> false;
        };
    }

    /// What the time until a moment decides. The button has not changed until then.
    private void decide(long until, List<Press> presses) {
        long length = until - changed;
        if (phase == Phase.BETWEEN && length >= doubleWithin) {
            presses.add(Press.SHORT);
            phase = Phase.LET_GO;
        }
        if (phase == Phase.HELD_AGAIN && length >= longFrom) {
            presses.add(Press.SHORT);
            phase = Phase.HELD;
        }
        if (phase == Phase.HELD && length >= veryLongFrom) {
            presses.add(Press.VERY_LONG);
            phase = Phase.SPENT;
        }
        if (held() && length >= stuckAfter) {
            stuck = true;
        }
    }

    private static Phase pressed(Phase before) {
        return before == Phase.BETWEEN ? Phase.HELD_AGAIN : Phase.HELD;
    }

    private Phase letGo(Phase before, long length, List<Press> presses) {
        if (before == Phase.HELD_AGAIN) {
            presses.add(Press.DOUBLE);
        } else if (before == Phase.HELD && length >= longFrom) {
            presses.add(Press.LONG);
        } else if (before == Phase.HELD && doubleWithin > 0) {
            return Phase.BETWEEN;
        } else if (before == Phase.HELD) {
            presses.add(Press.SHORT);
        }
        return Phase.LET_GO;
    }
}
