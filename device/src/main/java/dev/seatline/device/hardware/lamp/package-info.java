/// What a lamp does with a colour and a pattern: when it is lit, and by which lines. Pure: time is an argument.
@NullMarked
package dev.seatline.device.hardware.lamp;

import org.jspecify.annotations.NullMarked;
