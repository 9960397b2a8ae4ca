/// What host and guest say to each other, and how bytes get across.
@NullMarked
package dev.seatline.bench.lab.link;

import org.jspecify.annotations.NullMarked;
