/// The console program: wiring and configuration. The one place that sees every part.
@NullMarked
package dev.seatline.device;

import org.jspecify.annotations.NullMarked;
