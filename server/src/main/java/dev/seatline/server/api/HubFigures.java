package dev.seatline.server.api;

/// What the hub has counted since its start, for `/metrics`. Safe for any thread; every figure but
/// [#queued] only grows.
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

    /// Commits that failed.
    long failedCommits();

    /// Facts of a kind that this version does not know.
    long unrecognised();

    /// Times that a rule failed; what it would have said is missing.
    long ruleFaults();

    /// Facts that came too late to be judged.
    long lateFacts();

    /// Messages of consoles that wait for the hub's loop, when it last looked.
    int queued();

    /// Seconds spent in them altogether.
    double commitSeconds();
}
