/// The wiring of a seat of real parts, drawn from its configuration, so that documents and configuration cannot
/// disagree.
@NullMarked
package dev.seatline.bench.wiring;

import org.jspecify.annotations.NullMarked;
