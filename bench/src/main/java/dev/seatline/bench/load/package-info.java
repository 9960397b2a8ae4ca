/// A floor of up to 10,000 consoles in one thread, as cheap as can be: the load for benchmarks and the fault
/// test.
@NullMarked
package dev.seatline.bench.load;

import org.jspecify.annotations.NullMarked;
