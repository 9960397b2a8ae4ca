/// CORE. All seats at one moment, as a fold of what the consoles told.
@NullMarked
package dev.seatline.server.floor;

import org.jspecify.annotations.NullMarked;
