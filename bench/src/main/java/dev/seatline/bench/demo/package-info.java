/// The demo: a real hub and real consoles, with invented people at the seats.
@NullMarked
package dev.seatline.bench.demo;

import org.jspecify.annotations.NullMarked;
