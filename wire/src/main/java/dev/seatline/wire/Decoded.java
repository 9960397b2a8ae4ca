package dev.seatline.wire;

/// What became of bytes from outside: a value, or the reason why they are none.
public sealed interface Decoded<T> {
    /// The bytes were a proper message.
    record Read<T>(T value) implements Decoded<T> {}

    /// The bytes could not be read.
    ///
    /// @param reason one line that names what was found and what is allowed; safe to log
    record Unreadable<T>(String reason) implements Decoded<T> {}
}
