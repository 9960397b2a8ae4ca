/// CORE. What a seat does with an input: pure, without clock, chance or I/O.
@NullMarked
package dev.seatline.device.seat;

import org.jspecify.annotations.NullMarked;
