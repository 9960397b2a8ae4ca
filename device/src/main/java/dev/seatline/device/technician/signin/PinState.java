package dev.seatline.device.technician.signin;

/// Whether a technician PIN is set. Immutable.
public sealed interface PinState {
    /// None was ever set.
    record Absent() implements PinState {}

    /// One is set.
    record Set(PinHash hash) implements PinState {}

    /// There is a file, and it cannot be read: nobody may come in until the PIN is set anew.
    ///
    /// @param why what was found and what to do
    record Unreadable(String why) implements PinState {}
}
