/// The programs that see console and hub together: the demo floor, checks of configuration, benchmarks.
@NullMarked
package dev.seatline.bench;

import org.jspecify.annotations.NullMarked;
