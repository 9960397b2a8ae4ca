/// The guards of the build that look at all modules together.
@NullMarked
package dev.seatline.bench.architecture;

import org.jspecify.annotations.NullMarked;
