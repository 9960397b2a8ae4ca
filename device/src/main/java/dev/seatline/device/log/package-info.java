/// The newest entries of the program's own log, kept in memory for the technician's page.
@NullMarked
package dev.seatline.device.log;

import org.jspecify.annotations.NullMarked;
