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
        /// @param text 1 to 4 characters
        record Show(String text) implements Wish {
            public Show {
                Ranges.checked("characters to show", text.length(), 1, 4);
            }
        }

        /// Grants a break: the agent asked, or a leader sends him.
        ///
        /// @param minutes agreed length, 1 to 1440
        record GrantBreak(BreakType type, int minutes) implements Wish {
            public GrantBreak {
                Ranges.checked("minutes", minutes, 1, 1440);
            }
        }

        /// Refuses the break that was asked for.
        record RefuseBreak(String why) implements Wish {}

        /// Tells the agent's place in the line for a break.
        ///
        /// @param place from 1 to 9999; 0 for not known
        record QueueBreak(int place) implements Wish {
            public QueueBreak {
                Ranges.checked("place", place, 0, 9999);
            }
        }

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
        ///
        /// @param sequence the first one missing, at least 1
        record ResendFrom(JournalId journal, long sequence) implements Wish {
            public ResendFrom {
                Ranges.atLeast("sequence", sequence, 1);
            }
        }

        /// A wish of a kind, or with a content, that this version does not know; refused, never fatal.
        record Unrecognised(String kind) implements Wish {}
    }
}
