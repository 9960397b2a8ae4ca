/// CORE. Nobody leaves until relieved.
@NullMarked
package dev.seatline.server.rules.handover;

import org.jspecify.annotations.NullMarked;
