/// Resident memory, start and idle load of console and hub.
@NullMarked
package dev.seatline.bench.measure.footprint;

import org.jspecify.annotations.NullMarked;
