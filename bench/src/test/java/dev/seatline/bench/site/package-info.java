/// Tests of the site of processes.
@NullMarked
package dev.seatline.bench.site;

import org.jspecify.annotations.NullMarked;
