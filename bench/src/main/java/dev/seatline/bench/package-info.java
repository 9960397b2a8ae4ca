/// What sees console and hub together: the demo, whole-system tests and benchmarks, and the small commands for both.
@NullMarked
package dev.seatline.bench;

import org.jspecify.annotations.NullMarked;
