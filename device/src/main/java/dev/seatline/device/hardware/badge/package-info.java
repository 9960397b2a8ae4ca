/// What badge readers have in common: bytes become card numbers, whatever the reader. Nothing here logs a
/// number.
@NullMarked
package dev.seatline.device.hardware.badge;

import org.jspecify.annotations.NullMarked;
