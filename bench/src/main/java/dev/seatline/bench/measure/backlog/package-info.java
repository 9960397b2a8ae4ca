/// A console that was away for long.
@NullMarked
package dev.seatline.bench.measure.backlog;

import org.jspecify.annotations.NullMarked;
