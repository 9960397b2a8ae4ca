/// Tests of the whole line: real programs as processes, a real browser.
@NullMarked
package dev.seatline.bench.whole;

import org.jspecify.annotations.NullMarked;
