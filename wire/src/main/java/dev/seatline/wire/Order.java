package dev.seatline.wire;

import java.time.Instant;

/// The payload of `order`: one wish of the hub, with an id and an end. A console answers each with an [Outcome], and
/// carries out none that has expired.
///
/// @param id names the order in its outcome; a repeated id is carried out once
/// @param expires after this instant the console refuses it
public record Order(OrderId id, Instant expires, Wish wish) {

    /// What the hub wishes.
    public sealed interface Wish {
        /// Shows a short text on the digits for ten seconds.
        ///
        /// @param text at most 4 characters
        record Show(String text) implements Wish {}

        /// Grants a break: the agent asked, or a leader sends him.
        record GrantBreak(BreakType type, int minutes) implements Wish {}

        /// Refuses the break that was asked for.
        record RefuseBreak(String why) implements Wish {}

        /// Tells the agent's place in the line for a break.
        record QueueBreak(int place) implements Wish {}

        /// Sets the declaration from the leader's desk.
        record ForceState(Declaration declaration) implements Wish {}

        /// Signs the agent out: the leader lets the seat go.
        record ForceSignOut() implements Wish {}

        /// Telephony saw the phone of this seat ring.
        record RingBegan() implements Wish {}

        /// Telephony saw the ringing end.
        record RingEnded(Fact.RingEnd end) implements Wish {}

        /// Blinks the lamp so that the seat can be found.
        record Identify() implements Wish {}

        /// Sends the facts again from here on.
        record ResendFrom(JournalId journal, long sequence) implements Wish {}

        /// A wish of a newer hub; refused, never fatal.
        record Unrecognised(String kind) implements Wish {}
    }
}
