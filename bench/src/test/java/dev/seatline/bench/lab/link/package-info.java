/// What host and guest say to each other.
@NullMarked
package dev.seatline.bench.lab.link;

import org.jspecify.annotations.NullMarked;
