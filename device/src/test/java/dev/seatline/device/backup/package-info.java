@NullMarked
package dev.seatline.device.backup;

import org.jspecify.annotations.NullMarked;
