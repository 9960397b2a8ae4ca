package dev.seatline.wire;

/// What the telephone of the seat does: with [Headset] the third of the four facts of a seat.
public sealed interface Call {
    /// The bell is silent and no call is known.
    record Quiet() implements Call {}

    /// The bell rings.
    ///
    /// @param rings bursts counted so far, from 1
    record Ringing(int rings) implements Call {
        public Ringing {
            Ranges.checked("rings", rings, 1, 9999);
        }
    }

    /// A call is going on: known by the hook in the mode `hook: line`, else by telephony.
    record InCall() implements Call {}

    /// A call is parked; only telephony knows this.
    record OnHold() implements Call {}

    /// Not known: in the mode `hook: rest` after ringing has ended, until telephony or the next ring tells.
    record Unknown() implements Call {}
}
