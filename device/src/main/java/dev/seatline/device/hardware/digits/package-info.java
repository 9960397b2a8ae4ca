/// Digits of seven segments: the port to whatever drives them, and what a text looks like on them.
@NullMarked
package dev.seatline.device.hardware.digits;

import org.jspecify.annotations.NullMarked;
