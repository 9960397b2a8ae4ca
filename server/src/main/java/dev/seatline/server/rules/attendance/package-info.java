/// CORE. Coming, going, being prepared.
@NullMarked
package dev.seatline.server.rules.attendance;

import org.jspecify.annotations.NullMarked;
