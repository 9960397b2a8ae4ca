/// Facts committed per second, beside other ways to do it.
@NullMarked
package dev.seatline.bench.measure.throughput;

import org.jspecify.annotations.NullMarked;
