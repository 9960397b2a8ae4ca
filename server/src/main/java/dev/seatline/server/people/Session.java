package dev.seatline.server.people;

import java.time.Instant;

/// A signed-in browser. The secret in its cookie is never kept.
///
/// @param sha256 of the secret, 64 hex digits
/// @param subject whose it is
/// @param created when the sign-in happened
/// @param used when it was last used, rounded to [People#TOUCH]
/// @param ends when it ends, however much it is used
public record Session(String sha256, Subject subject, Instant created, Instant used, Instant ends) {}
