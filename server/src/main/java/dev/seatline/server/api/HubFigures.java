package dev.seatline.server.api;

/// What the hub has counted since its start, for `/metrics`. Safe for any thread; every figure only grows.
public interface HubFigures {
    /// Facts committed.
    long facts();

    /// Facts that were there already.
    long duplicates();

    /// Times that facts were missing and asked for again.
    long gaps();

    /// Facts that are lost for ever.
    long losses();

    /// Messages that could not be read, or that the own broker turned away.
    long rejected();

    /// Commits made.
    long commits();

    /// Seconds spent in them altogether.
    double commitSeconds();
}
