package dev.seatline.device.seat;

import dev.seatline.wire.ClockTrust;
import java.time.Duration;
import java.time.Instant;

/// One moment at the console.
///
/// @param elapsed monotonic time since the boot of the console; limits and gestures are measured with it
/// @param wall what the wall clock says; only recorded and shown, never used to measure a gesture
/// @param clock whether the wall clock can be trusted
public record Moment(Duration elapsed, Instant wall, ClockTrust clock) {}
