/// Badge readers that type like a keyboard. Pure: events and time are arguments. Nothing here logs a number.
@NullMarked
package dev.seatline.device.hardware.keyboard;

import org.jspecify.annotations.NullMarked;
