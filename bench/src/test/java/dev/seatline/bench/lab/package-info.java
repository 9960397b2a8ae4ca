/// The lab, as far as it can be tried without its machine.
@NullMarked
package dev.seatline.bench.lab;

import org.jspecify.annotations.NullMarked;
