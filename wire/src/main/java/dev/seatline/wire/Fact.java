package dev.seatline.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that happened at a seat, in the past tense. Facts are journaled before the lamp answers; the state of a
/// seat is nothing but their fold ([SeatState#after]). In JSON the field `kind` names the record in kebab case.
public sealed interface Fact {
    /// The first fact of every journal.
    ///
    /// @param cause why a new journal began
    /// @param previous the journal before, when it is known
    /// @param detail where a damaged file was put, or empty
    record JournalBegan(JournalCause cause, @Nullable JournalId previous, String detail) implements Fact {}

    /// The console program started; line, bell and parts are unknown again until they speak.
    ///
    /// @param software version of the console program
    record BootBegan(String software) implements Fact {}

    /// The clock became trusted.
    ///
    /// @param stepMillis how far the wall clock had moved against the monotonic clock since the boot began;
    /// positive when earlier facts of this boot carry times that are too early by that much
    record ClockAnchored(long stepMillis) implements Fact {}

    /// The link to the hub was lost.
    record LinkLost() implements Fact {}

    /// The link to the hub is there again.
    record LinkRegained() implements Fact {}

    /// A badge signed its owner in.
    record SignedIn(PersonId person) implements Fact {}

    /// The signed-in agent left the seat.
    record SignedOut(PersonId person, SignOutCause cause) implements Fact {}

    /// A card was tapped that may not sign in here.
    record CardRefused(CardCode card, CardRefusal why) implements Fact {}

    /// Another agent announced to take the seat over at the owner's next tap.
    record ReliefAnnounced(PersonId relief) implements Fact {}

    /// The announced relief tapped again: no relief after all.
    record ReliefWithdrawn(PersonId relief) implements Fact {}

    /// A leader tapped at a staffed seat: "seen".
    record SeenByLeader(PersonId leader) implements Fact {}

    /// The declaration changed.
    record Declared(Declaration declaration, Cause cause) implements Fact {}

    /// A change was asked for in a call and will happen after it.
    record ChangePended(Declaration declaration, Cause cause) implements Fact {}

    /// The pending change was taken back.
    record PendingDropped() implements Fact {}

    /// The headset moved.
    record HeadsetMoved(Headset headset) implements Fact {}

    /// The bell gave one more burst.
    ///
    /// @param rings bursts of this ringing so far, 1 to 9999; more are counted as 9999
    record RingCounted(int rings) implements Fact {
        public RingCounted {
            Ranges.checked("rings", rings, 1, 9999);
        }
    }

    /// The bell fell silent.
    ///
    /// @param rings bursts counted in all, 0 to 9999; 0 when only telephony saw it ring
    record RingingEnded(int rings, RingEnd end) implements Fact {
        public RingingEnded {
            Ranges.checked("rings", rings, 0, 9999);
        }
    }

    /// A call began.
    ///
    /// @param rings bursts before it was answered, at most 9999; 0 for a call the agent made
    record CallBegan(int rings) implements Fact {
        public CallBegan {
            Ranges.checked("rings", rings, 0, 9999);
        }
    }

    /// The call ended.
    record CallEnded() implements Fact {}

    /// The agent raised a hand.
    record HandRaised() implements Fact {}

    /// The hand went down.
    record HandLowered(Cause cause) implements Fact {}

    /// The agent reports a fault of the seat.
    record FaultReported() implements Fact {}

    /// A part of the seat does not answer.
    ///
    /// @param part which, as the configuration names it
    /// @param detail what was seen
    record PartFailed(String part, String detail) implements Fact {}

    /// The part answers again.
    record PartRecovered(String part) implements Fact {}

    /// A fact of a kind, or with a content, that this version does not know. Kept as it came, counted, never fatal.
    ///
    /// @param kind as sent
    /// @param content the other fields as sent
    record Unrecognised(String kind, Map<String, Object> content) implements Fact {
        public Unrecognised {
            content = Collections.unmodifiableMap(new LinkedHashMap<>(content));
        }
    }

    /// Why a journal began.
    enum JournalCause {
        NEW,
        DAMAGED,
        RESTORED
    }

    /// Who or what caused a change.
    enum Cause {
        /// the button
        PRESS,
        /// a badge
        BADGE,
        /// the seat itself: a timer, the end of a call
        SYSTEM,
        /// an order of the hub
        ORDER
    }

    /// What ended a signed-in time.
    enum SignOutCause {
        BADGE,
        RELIEVED,
        ORDER
    }

    /// Why a card was refused.
    enum CardRefusal {
        UNKNOWN,
        BLOCKED,
        /// known, but neither an agent nor of use here
        NOT_ALLOWED
    }

    /// How ringing ended. `UNKNOWN` in the mode `hook: rest`: answered or given up, never a missed call.
    enum RingEnd {
        ANSWERED,
        STOPPED,
        UNKNOWN
    }
}
