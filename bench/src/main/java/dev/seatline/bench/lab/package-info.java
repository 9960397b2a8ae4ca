/// The hardware lab: a virtual machine with simulated pins, in which the real console is worked as by a person.
@NullMarked
package dev.seatline.bench.lab;

import org.jspecify.annotations.NullMarked;
