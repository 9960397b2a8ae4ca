/// How a virtual machine is started.
@NullMarked
package dev.seatline.bench.lab.machine;

import org.jspecify.annotations.NullMarked;
