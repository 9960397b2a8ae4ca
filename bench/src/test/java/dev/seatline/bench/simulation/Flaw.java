package dev.seatline.bench.simulation;

/// A bug planted on purpose, to see that the simulation finds it.
enum Flaw {
    NONE,
    /// the hub confirms facts when they arrive, before they are committed
    CONFIRMS_TOO_EARLY,
    /// the hub begins without knowing what its ledger holds
    TAKES_DUPLICATES,
    /// the disk of a console says that the last fact is written, and it is not: a cut of power takes it
    WRITES_LAZILY
}
