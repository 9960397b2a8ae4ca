package dev.seatline.device.hardware.edges;

/// A level that can be believed.
///
/// @param input which of the inputs, from 0
/// @param worked whether the contact is worked: the button pressed, the fork let go
/// @param at moment of the first edge of the change, in the nanoseconds of the edges
/// @param first whether nothing was known of this input before: it was found so, nobody has worked it just now
public record Settled(int input, boolean worked, long at, boolean first) {}
