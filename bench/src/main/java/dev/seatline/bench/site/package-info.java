/// A whole site as processes of its own, for tests, benchmarks and the fault test.
@NullMarked
package dev.seatline.bench.site;

import org.jspecify.annotations.NullMarked;
