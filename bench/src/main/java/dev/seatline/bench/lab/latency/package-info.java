/// From an edge to the lamp: how long the console takes in the lab's virtual machine, beside programs in C
/// and Python.
@NullMarked
package dev.seatline.bench.lab.latency;

import org.jspecify.annotations.NullMarked;
