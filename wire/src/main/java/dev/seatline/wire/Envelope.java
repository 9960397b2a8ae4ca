package dev.seatline.wire;

import java.time.Instant;

/// One fact with everything needed to count it once and to place it in time.
/// `(console, journal, sequence)` identifies it for ever.
///
/// @param console who recorded it
/// @param journal in which journal
/// @param sequence place in that journal, from 1, without holes
/// @param boot start of the console during which it was recorded
/// @param elapsedMillis monotonic time since that start, at least 0
/// @param wall what the console's clock said
/// @param clock whether that clock could be trusted
/// @param fact what happened
public record Envelope(
        ConsoleId console,
        JournalId journal,
        long sequence,
        BootId boot,
        long elapsedMillis,
        Instant wall,
        ClockTrust clock,
        Fact fact) {
    public Envelope {
        Ranges.atLeast("sequence", sequence, 1);
        Ranges.atLeast("elapsedMillis", elapsedMillis, 0);
    }
}
