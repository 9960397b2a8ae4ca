/// Tests of what stands in the tables.
@NullMarked
package dev.seatline.bench.measure;

import org.jspecify.annotations.NullMarked;
