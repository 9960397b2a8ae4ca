package dev.seatline.server.floor;

import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.Headset;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.ShownState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One seat as the board and the API show it.
///
/// @param team of the seat, empty for none
/// @param state the shown state; `OFFLINE` while the link is down
/// @param reason why, as a code, or null
/// @param agent signed-in agent (also while offline: as last known), or null
/// @param relief name, or else id, of the agent who has announced to take over (as last known), or null
/// @param since when state or reason began
/// @param rings of the present ringing, 0 when silent
/// @param link whether the console is connected
/// @param linkSince since when; null when it was never seen
/// @param raised whether the hand is raised
/// @param raisedSince when the hand went up; null while it is down, or where nobody knows
/// @param pending a declaration that waits for the end of the call, as its kind, or null
/// @param breakMinutes agreed length of the present break, or null
/// @param faultReported whether the agent reported a fault
/// @param backlog facts recorded at the console and not yet here
/// @param lost facts that are known to be lost for ever
public record SeatView(
        SeatId seat,
        String team,
        ShownState state,
        @Nullable String reason,
        @Nullable String agent,
        @Nullable String agentName,
        @Nullable String relief,
        Instant since,
        int rings,
        Headset headset,
        Link link,
        @Nullable Instant linkSince,
        ClockTrust clock,
        boolean raised,
        @Nullable Instant raisedSince,
        @Nullable String pending,
        @Nullable Integer breakMinutes,
        boolean faultReported,
        long backlog,
        long lost) {

    /// Whether the console of a seat is connected.
    public enum Link {
        ONLINE,
        OFFLINE,
        /// configured, but not heard of yet
        NEVER_SEEN
    }
}
