/// The console's memory: facts on disk before the lamp answers.
@NullMarked
package dev.seatline.device.journal;

import org.jspecify.annotations.NullMarked;
