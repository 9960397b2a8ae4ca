/// Resident memory, start and idle load of console and hub.
@NullMarked
package dev.seatline.bench.measure.memory;

import org.jspecify.annotations.NullMarked;
