/// CORE. Answered in time, or not at all; calls.
@NullMarked
package dev.seatline.server.rules.ringing;

import org.jspecify.annotations.NullMarked;
