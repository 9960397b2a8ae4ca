@NullMarked
package dev.seatline.device.loop;

import org.jspecify.annotations.NullMarked;
