/// Digits driven by an HT16K33 on an I²C bus.
@NullMarked
package dev.seatline.device.hardware.ht16k33;

import org.jspecify.annotations.NullMarked;
