package dev.seatline.server.rules;

import java.time.Instant;

/// When something began, and where that stands.
public record Mark(Instant at, String source) {}
