@NullMarked
package dev.seatline.device.machine;

import org.jspecify.annotations.NullMarked;
