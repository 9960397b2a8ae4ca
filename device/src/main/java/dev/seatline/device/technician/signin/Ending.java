package dev.seatline.device.technician.signin;

/// Why a technician is no longer signed in.
public enum Ending {
    /// he signed out
    SIGNED_OUT,
    /// nothing was done for [Sessions#IDLE]
    IDLE,
    /// [Sessions#LONGEST] is over
    TOO_LONG,
    /// the PIN was set anew, or taken away
    PIN_CHANGED,
    /// more than [Sessions#MOST] signed in, and this was the one longest unused
    CROWDED_OUT
}
