package dev.seatline.wire;

/// Bounds of the numbers on the wire.
final class Ranges {
    private Ranges() {}

    /// Returns the number, or throws [IllegalArgumentException] that names what was found and what is allowed.
    static long checked(String what, long number, long least, long most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException(
                    most == Long.MAX_VALUE
                            ? "%s must be at least %d, found %d".formatted(what, least, number)
                            : "%s must be %d to %d, found %d".formatted(what, least, most, number));
        }
        return number;
    }

    /// As above, without an upper bound.
    static long atLeast(String what, long number, long least) {
        return checked(what, number, least, Long.MAX_VALUE);
    }
}
