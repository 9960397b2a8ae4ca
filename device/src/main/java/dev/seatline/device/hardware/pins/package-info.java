/// A seat of real parts: how they are wired, and what makes a seat of them.
@NullMarked
package dev.seatline.device.hardware.pins;

import org.jspecify.annotations.NullMarked;
