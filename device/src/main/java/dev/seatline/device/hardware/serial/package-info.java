/// Serial lines of the kernel.
@NullMarked
package dev.seatline.device.hardware.serial;

import org.jspecify.annotations.NullMarked;
