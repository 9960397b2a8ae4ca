/// How fast the rules judge.
@NullMarked
package dev.seatline.bench.measure.rules;

import org.jspecify.annotations.NullMarked;
