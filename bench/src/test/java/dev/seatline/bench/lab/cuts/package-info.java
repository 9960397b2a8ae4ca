@NullMarked
package dev.seatline.bench.lab.cuts;

import org.jspecify.annotations.NullMarked;
