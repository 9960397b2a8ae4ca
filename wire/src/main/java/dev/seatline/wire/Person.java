package dev.seatline.wire;

/// Who is at the seat: the first of the four facts of a seat (`design.md` §4).
public sealed interface Person {
    /// Nobody is signed in: the seat is vacant.
    record Nobody() implements Person {}

    /// An agent is signed in: the seat is staffed.
    ///
    /// @param relief the agent who has announced to take over at the owner's next tap, or null
    record Agent(
            PersonId id, @org.jspecify.annotations.Nullable PersonId relief) implements Person {}

    /// A card that nobody is known by was tapped at a vacant seat.
    record UnknownCard(CardCode card) implements Person {}
}
