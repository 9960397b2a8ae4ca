/// What `./seatline bench` measures, and how it tells it.
@NullMarked
package dev.seatline.bench.measure;

import org.jspecify.annotations.NullMarked;
