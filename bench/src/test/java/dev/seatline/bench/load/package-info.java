/// Tests of the load.
@NullMarked
package dev.seatline.bench.load;

import org.jspecify.annotations.NullMarked;
