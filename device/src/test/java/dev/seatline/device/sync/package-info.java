@NullMarked
package dev.seatline.device.sync;

import org.jspecify.annotations.NullMarked;
