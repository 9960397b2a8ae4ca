package dev.seatline.device.journal;

/// What is in a copy of a journal. Immutable.
///
/// @param journal its id
/// @param oldest lowest sequence, 0 without a fact
/// @param last highest sequence, 0 without a fact
public record JournalContent(String journal, long oldest, long last) {}
