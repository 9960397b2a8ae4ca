@NullMarked
package dev.seatline.bench.packages;

import org.jspecify.annotations.NullMarked;
