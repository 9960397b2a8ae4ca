/// Breaks a layer on purpose.
@NullMarked
package dev.seatline.bench.architecture.wrong.badge;

import org.jspecify.annotations.NullMarked;
