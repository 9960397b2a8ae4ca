package dev.seatline.wire;

/// Where the headset is, as its hook switch tells. `UNKNOWN` until the switch has spoken, or when it does not answer.
public enum Headset {
    RESTING,
    LIFTED,
    UNKNOWN
}
