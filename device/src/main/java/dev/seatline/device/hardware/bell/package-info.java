/// From edges of the bell line to rings. Pure: edges and time are arguments.
@NullMarked
package dev.seatline.device.hardware.bell;

import org.jspecify.annotations.NullMarked;
