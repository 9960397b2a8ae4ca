package dev.seatline.device.loop;

import dev.seatline.device.seat.Outputs;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the loop leaves behind after a step, for everybody else. Immutable.
///
/// @param whyNotRecording why nothing can be recorded, or empty while everything can
record LoopStep(
        SeatState state,
        Outputs outputs,
        long settings,
        @Nullable String agentName,
        JournalId journal,
        String whyNotRecording,
        boolean online,
        Instant linkSince,
        String linkDetail,
        ClockTrust clock) {}
