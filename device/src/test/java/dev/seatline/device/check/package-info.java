@NullMarked
package dev.seatline.device.check;

import org.jspecify.annotations.NullMarked;
