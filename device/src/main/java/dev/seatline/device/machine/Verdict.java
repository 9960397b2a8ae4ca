package dev.seatline.device.machine;

/// Whether something has to be done, least first.
public enum Verdict {
    OK,
    /// look after it when there is time
    LOOK,
    /// do something now
    BAD
}
