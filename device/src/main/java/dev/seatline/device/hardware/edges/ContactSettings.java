package dev.seatline.device.hardware.edges;

import java.time.Duration;

/// How one contact is wired and how long it bounces. Immutable; any thread.
///
/// @param bounce how long a level must stay to be believed, 0 to 1 s; 0 believes every edge
/// @param inverted whether a closed contact pulls the line low, as one to ground with a pull-up does
/// @param contact whether the contact is closed when it is worked, or when it is at rest
public record ContactSettings(Duration bounce, boolean inverted, Contact contact) {
    /// The longest bounce time. Nobody waits longer for a lamp.
    public static final Duration LONGEST_BOUNCE = Duration.ofSeconds(1);

    public ContactSettings {
        if (bounce.isNegative() || bounce.compareTo(LONGEST_BOUNCE) > 0) {
            throw new IllegalArgumentException("a bounce time is 0 to " + LONGEST_BOUNCE.toMillis() + " ms, found "
                    + bounce + "; most contacts are quiet after 20 ms");
        }
    }

    /// Whether the contact is worked (the button pressed, the fork let go) at this level of its line.
    boolean worked(boolean high) {
        boolean closed = high != inverted;
        return closed == (contact == Contact.NORMALLY_OPEN);
    }

    /// When the contact is closed.
    public enum Contact {
        NORMALLY_OPEN,
        NORMALLY_CLOSED
    }
}
