@NullMarked
package dev.seatline.device.journal;

import org.jspecify.annotations.NullMarked;
