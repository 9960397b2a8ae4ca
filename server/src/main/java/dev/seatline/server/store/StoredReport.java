package dev.seatline.server.store;

import java.time.Instant;

/// What somebody told the hub: a paper, a decision, a call, an incident.
///
/// @param id grows with each one
/// @param at when it was handed in or happened
/// @param received when the hub took it
/// @param by account or token that told it
/// @param key under which it was told, so that telling it again adds nothing; empty for none
/// @param body JSON, as it was told
public record StoredReport(long id, Instant at, Instant received, String by, String key, String body) {}
