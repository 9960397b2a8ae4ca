/// Input devices of the kernel (`linux/input.h`): found by their name, and kept from everybody else.
@NullMarked
package dev.seatline.device.hardware.evdev;

import org.jspecify.annotations.NullMarked;
