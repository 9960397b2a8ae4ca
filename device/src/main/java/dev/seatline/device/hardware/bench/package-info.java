/// A seat without hardware, played by the technician page, by tests and by the demo.
@NullMarked
package dev.seatline.device.hardware.bench;

import org.jspecify.annotations.NullMarked;
