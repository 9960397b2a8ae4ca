/// What the machine says of itself: temperature, power, memory, disk, versions. Read, never guessed.
@NullMarked
package dev.seatline.device.machine;

import org.jspecify.annotations.NullMarked;
