/// The hardware check: whether every part of a seat works, tried by a technician with his own hands. The same from the
/// page, from the shell and from a test.
@NullMarked
package dev.seatline.device.check;

import org.jspecify.annotations.NullMarked;
