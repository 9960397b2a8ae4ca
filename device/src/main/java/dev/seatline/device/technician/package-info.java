/// The page on the console itself.
@NullMarked
package dev.seatline.device.technician;

import org.jspecify.annotations.NullMarked;
