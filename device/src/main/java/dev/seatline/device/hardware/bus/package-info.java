/// Ports to devices on a bus, below any protocol of theirs.
@NullMarked
package dev.seatline.device.hardware.bus;

import org.jspecify.annotations.NullMarked;
