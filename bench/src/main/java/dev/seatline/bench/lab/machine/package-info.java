/// A virtual machine and the kernel it boots. Knows nothing of consoles.
@NullMarked
package dev.seatline.bench.lab.machine;

import org.jspecify.annotations.NullMarked;
