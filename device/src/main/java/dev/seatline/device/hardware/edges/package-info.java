/// From edges of a contact to levels that can be believed. Pure: edges and time are arguments.
@NullMarked
package dev.seatline.device.hardware.edges;

import org.jspecify.annotations.NullMarked;
