/// Breaks a layer on purpose.
@NullMarked
package dev.seatline.bench.architecture.wrong.bell;

import org.jspecify.annotations.NullMarked;
