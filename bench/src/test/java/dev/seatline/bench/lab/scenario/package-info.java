/// How the lab sees and works a seat.
@NullMarked
package dev.seatline.bench.lab.scenario;

import org.jspecify.annotations.NullMarked;
