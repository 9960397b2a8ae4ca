@NullMarked
package dev.seatline.device;

import org.jspecify.annotations.NullMarked;
