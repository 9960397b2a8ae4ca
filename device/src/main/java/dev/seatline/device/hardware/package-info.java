/// Ports between the core and the parts of a seat; they lie below any protocol.
@NullMarked
package dev.seatline.device.hardware;

import org.jspecify.annotations.NullMarked;
