package dev.seatline.device.technician.signin;

import org.jspecify.annotations.Nullable;

/// A technician who is signed in, as the others see him.
///
/// @param number tells him apart
/// @param from the address that he signed in from
/// @param seconds since when, seconds ago: the wall clock may be wrong
/// @param account of the hub by which he signed in, null for the PIN
public record Present(
        int number, String from, long seconds, @Nullable String account) {}
