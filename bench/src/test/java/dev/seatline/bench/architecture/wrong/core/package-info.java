/// Breaks a layer on purpose.
@NullMarked
package dev.seatline.bench.architecture.wrong.core;

import org.jspecify.annotations.NullMarked;
