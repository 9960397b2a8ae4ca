package dev.seatline.server.replay;

import dev.seatline.config.Entry;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import org.jspecify.annotations.Nullable;

/// Who and what may be named.
interface Cast {
    /// Whether there is such a person.
    boolean knows(PersonId person);

    /// A person who has to be there; anybody else is a mistake.
    PersonId person(Entry entry);

    /// A seat.
    ///
    /// @param agent who is said to be there, or null
    SeatId seat(Entry entry, @Nullable PersonId agent);
}
