/// Bytes written to the device per fact.
@NullMarked
package dev.seatline.bench.measure.disk;

import org.jspecify.annotations.NullMarked;
