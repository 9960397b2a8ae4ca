package dev.seatline.wire;

/// The one state a seat shows, derived from its facts (`design.md` §4). `OFFLINE` and `UNATTENDED` are the hub's.
public enum ShownState {
    SIGNED_OUT,
    READY,
    RINGING,
    TALKING,
    WRAP_UP,
    NOT_READY,
    BREAK_REQUESTED,
    BREAK,
    UNATTENDED,
    UNKNOWN,
    OFFLINE
}
