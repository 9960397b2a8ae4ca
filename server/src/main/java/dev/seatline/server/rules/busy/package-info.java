/// CORE. Not ready for too long, away, post left.
@NullMarked
package dev.seatline.server.rules.busy;

import org.jspecify.annotations.NullMarked;
