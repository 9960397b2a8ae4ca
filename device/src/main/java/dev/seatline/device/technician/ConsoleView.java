package dev.seatline.device.technician;

import dev.seatline.device.seat.Outputs;
import dev.seatline.wire.BootId;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.ConsoleStatus.PartHealth;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.ShownState;
import dev.seatline.wire.SiteId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything a technician wants to know of a running console, at one moment: the answer of `GET /api/v1/console`.
///
/// @param online whether the link to the hub is there
/// @param linkSince since when it is or is not
/// @param linkDetail one line that says why
/// @param recording false while the journal's disk is full
/// @param settings version of the settings in force
/// @param inputs what has been seen of each input since the start
/// @param agentName name of the signed-in agent, from the settings
public record ConsoleView(
        SiteId site,
        SeatId seat,
        ConsoleId console,
        String software,
        BootId boot,
        long uptimeSeconds,
        ShownState shown,
        @Nullable String reason,
        @Nullable String agentName,
        SeatState state,
        Outputs outputs,
        JournalId journal,
        long oldest,
        long last,
        long confirmed,
        boolean recording,
        boolean online,
        Instant linkSince,
        String linkDetail,
        Instant wall,
        ClockTrust clock,
        long settings,
        List<PartHealth> parts,
        List<InputView> inputs) {}
