package dev.seatline.wire;

/// What the agent says of himself: the second of the four facts of a seat.
public sealed interface Declaration {
    /// Can take a contact 示闲.
    record Ready() implements Declaration {}

    /// Signed in, takes none 示忙.
    record NotReady(Reason reason) implements Declaration {}

    /// Asked for a break and works on until it is granted 预休息.
    ///
    /// @param place place in line, from 1; 0 while the hub has not said
    record BreakRequested(BreakType type, int place) implements Declaration {
        public BreakRequested {
            Ranges.checked("place in line", place, 0, 9999);
        }
    }

    /// On an agreed break 小休.
    ///
    /// @param minutes agreed length, 1 to 1440
    record RestBreak(BreakType type, int minutes) implements Declaration {
        public RestBreak {
            Ranges.checked("minutes of a break", minutes, 1, 1440);
        }
    }

    /// After-call work 整理.
    record WrapUp() implements Declaration {}

    /// Planned learning 学习.
    record Study() implements Declaration {}

    /// Handing the seat over to the next shift 交接.
    record HandOver() implements Declaration {}
}
