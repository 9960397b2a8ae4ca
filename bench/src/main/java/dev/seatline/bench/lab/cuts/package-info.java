/// Cuts the power of a console that is being used, and looks whether everything it had answered for is in its
/// journal.
@NullMarked
package dev.seatline.bench.lab.cuts;

import org.jspecify.annotations.NullMarked;
