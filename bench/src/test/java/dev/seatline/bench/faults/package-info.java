@NullMarked
package dev.seatline.bench.faults;

import org.jspecify.annotations.NullMarked;
