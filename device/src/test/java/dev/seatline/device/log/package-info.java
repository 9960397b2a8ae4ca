@NullMarked
package dev.seatline.device.log;

import org.jspecify.annotations.NullMarked;
