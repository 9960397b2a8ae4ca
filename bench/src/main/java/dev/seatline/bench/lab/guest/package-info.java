/// What runs inside the virtual machine: pins, readers, chips and the console as a process.
@NullMarked
package dev.seatline.bench.lab.guest;

import org.jspecify.annotations.NullMarked;
