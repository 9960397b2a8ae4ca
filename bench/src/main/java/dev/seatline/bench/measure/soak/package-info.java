/// Whether anything is left behind by consoles that come and go.
@NullMarked
package dev.seatline.bench.measure.soak;

import org.jspecify.annotations.NullMarked;
