/// From the bytes of badge readers to card numbers. Pure: bytes and time are arguments. Nothing here logs a number.
@NullMarked
package dev.seatline.device.hardware.badge;

import org.jspecify.annotations.NullMarked;
