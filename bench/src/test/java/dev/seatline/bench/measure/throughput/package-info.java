@NullMarked
package dev.seatline.bench.measure.throughput;

import org.jspecify.annotations.NullMarked;
