/// The console's configuration over time: what was saved, what has proved itself, and the way back to it.
/// Knows no
/// page and no seat.
@NullMarked
package dev.seatline.device.configuration;

import org.jspecify.annotations.NullMarked;
