package dev.seatline.device.technician;

/// What a path of the technician page asks of whoever comes.
public enum Need {
    /// for anybody: to learn whether the console lives, and to sign in
    NOTHING,
    /// to see, and to play a bench seat: a session as soon as a PIN is set, and always beyond loopback
    LOOKING,
    /// for any program on the console itself, session or not; from elsewhere like looking
    HERE,
    /// to change something on the console or make its parts move: always a session
    CHANGING
}
