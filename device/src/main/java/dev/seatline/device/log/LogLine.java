package dev.seatline.device.log;

import java.time.Instant;

/// One entry of the log. Immutable.
///
/// @param number its place in the log of this process, from 1, without holes
/// @param from the class that wrote it
/// @param text one line, without control characters, at most [LogText#LONGEST] characters and what says that it was cut
public record LogLine(long number, Instant at, LogLevel level, String from, String text) {}
