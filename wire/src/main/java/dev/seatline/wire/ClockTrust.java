package dev.seatline.wire;

/// Whether a console's wall clock can be believed. A Pi has no clock of its own: until time has been synchronised its
/// wall clock says anything.
public enum ClockTrust {
    TRUSTED,
    UNTRUSTED
}
