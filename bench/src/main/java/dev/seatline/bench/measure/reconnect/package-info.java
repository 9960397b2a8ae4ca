/// How fast a large floor is back after its hub was killed.
@NullMarked
package dev.seatline.bench.measure.reconnect;

import org.jspecify.annotations.NullMarked;
