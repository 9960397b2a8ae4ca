/// The guest's program, as far as it can be tried without its machine.
@NullMarked
package dev.seatline.bench.lab.guest;

import org.jspecify.annotations.NullMarked;
