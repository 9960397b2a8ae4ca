package dev.seatline.server.rules;

import dev.seatline.wire.Fact;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SeatState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that happened, as the rules see it. [#at] is the best known time; [#place] orders what is of the same
/// instant, in the same way on every day it is judged.
public sealed interface Happening {
    Instant at();

    /// Where it stands: `console/journal/sequence`, or a file's or form's own number. Unique.
    Place place();

    /// Place among what is of the same instant.
    ///
    /// @param source of which the numbers are: a journal, a file
    record Place(String source, long number) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int bySource = source.compareTo(other.source);
            return bySource != 0 ? bySource : Long.compare(number, other.number);
        }

        @Override
        public String toString() {
            return source + "/" + number;
        }
    }

    /// A fact of a seat, with the seat before and after it.
    record Sensed(SeatId seat, Fact fact, SeatState before, SeatState after, Instant at, Place place)
            implements Happening {}

    /// From here on what a seat did is not known: its console is away, and has not delivered.
    record Lost(SeatId seat, Instant at, Place place) implements Happening {}

    /// From here on it is known again.
    ///
    /// @param sure whether it is also known how the seat is now; else who came meanwhile may sit there unseen
    record Found(SeatId seat, boolean sure, Instant at, Place place) implements Happening {}

    /// The link of a console went or came, whether its facts are known or not.
    record Linked(SeatId seat, boolean online, Instant at, Place place) implements Happening {}

    /// What telephony tells of a call.
    ///
    /// @param releasedBy `agent` or `customer` at the end of a call, or null
    /// @param tag what kind of call it was: `silent`, `nuisance`…, or null
    /// @param pauseSeconds silence before it was released, or null
    record Telephony(
            SeatId seat,
            Step step,
            @Nullable String releasedBy,
            @Nullable String tag,
            @Nullable Double pauseSeconds,
            boolean personal,
            Instant at,
            Place place)
            implements Happening {
        public enum Step {
            START,
            HOLD,
            RESUME,
            END
        }
    }

    /// The telephone system's own sign-in or sign-out.
    record Login(PersonId agent, SeatId seat, boolean in, Instant at, Place place) implements Happening {}

    /// Somebody handed in a paper.
    record Handed(Form form, Instant at, Place place) implements Happening {}

    /// Somebody decided on papers handed in before.
    ///
    /// @param form name of the form: `leave`, `swap`…, or what is acknowledged or released
    /// @param agent whose, or null
    /// @param seat which seat is released, or null
    record Decided(
            Form.Decision decision,
            String form,
            @Nullable PersonId agent,
            @Nullable SeatId seat,
            PersonId by,
            Instant at,
            Place place)
            implements Happening {}

    /// An abnormal matter that the shift has open.
    record Incident(String id, boolean open, Instant at, Place place) implements Happening {}
}
