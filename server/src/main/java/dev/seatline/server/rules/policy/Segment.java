package dev.seatline.server.rules.policy;

import java.time.LocalTime;

/// A stretch of a shift. An end that is not after the beginning is on the next day.
public record Segment(Kind kind, LocalTime from, LocalTime to) {
    /// What is done in it.
    public enum Kind {
        /// attending the telephone
        SEAT,
        /// before: meeting, preparation
        PREP,
        /// after: summing up
        WRAP_UP,
        /// a task for those on duty, while the others are away
        DUTY
    }
}
