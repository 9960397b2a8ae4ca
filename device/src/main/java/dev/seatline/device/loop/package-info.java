/// The one writer of the console: input, decide, append, apply, act.
@NullMarked
package dev.seatline.device.loop;

import org.jspecify.annotations.NullMarked;
