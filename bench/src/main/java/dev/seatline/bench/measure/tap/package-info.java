/// How long a tap at a console takes to be seen on an open board.
@NullMarked
package dev.seatline.bench.measure.tap;

import org.jspecify.annotations.NullMarked;
