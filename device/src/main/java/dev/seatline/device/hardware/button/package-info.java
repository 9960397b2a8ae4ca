/// From a button that is held and let go to presses. Pure: time is an argument.
@NullMarked
package dev.seatline.device.hardware.button;

import org.jspecify.annotations.NullMarked;
