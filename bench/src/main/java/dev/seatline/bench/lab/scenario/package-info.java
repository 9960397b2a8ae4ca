/// What is tried in the lab, and what must come of it.
@NullMarked
package dev.seatline.bench.lab.scenario;

import org.jspecify.annotations.NullMarked;
