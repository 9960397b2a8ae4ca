/// Tests of the benchmark of a tap.
@NullMarked
package dev.seatline.bench.measure.tap;

import org.jspecify.annotations.NullMarked;
