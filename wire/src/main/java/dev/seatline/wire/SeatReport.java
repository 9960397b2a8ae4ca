package dev.seatline.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The payload of `state`, retained: what the seat is now, whatever of its facts has been delivered.
///
/// @param sequence the last sequence that this state follows from, at least 0
/// @param wall when the report was made, by the console's clock
/// @param shown the shown state, as text for simple readers; always `state.shown()`
/// @param settings version of the settings in force, 0 for none yet
public record SeatReport(
        ConsoleId console,
        JournalId journal,
        long sequence,
        BootId boot,
        Instant wall,
        ClockTrust clock,
        ShownState shown,
        @Nullable String reason,
        SeatState state,
        long settings) {
    public SeatReport {
        Ranges.atLeast("sequence", sequence, 0);
        Ranges.atLeast("settings", settings, 0);
    }
}
