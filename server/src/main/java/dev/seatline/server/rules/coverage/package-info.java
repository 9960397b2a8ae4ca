/// CORE. Enough seats staffed; rosters filed; consoles switched off.
@NullMarked
package dev.seatline.server.rules.coverage;

import org.jspecify.annotations.NullMarked;
