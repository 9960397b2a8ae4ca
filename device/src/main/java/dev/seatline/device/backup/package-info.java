/// What is kept of a console outside of it, and how a new memory card becomes that console again.
@NullMarked
package dev.seatline.device.backup;

import org.jspecify.annotations.NullMarked;
