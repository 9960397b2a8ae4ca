/// RDM6300 badge readers. Pure: bytes and time are arguments. Nothing here logs a number.
@NullMarked
package dev.seatline.device.hardware.rdm6300;

import org.jspecify.annotations.NullMarked;
