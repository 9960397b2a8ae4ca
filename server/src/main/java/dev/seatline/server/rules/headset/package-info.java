/// CORE. Where the headset belongs.
@NullMarked
package dev.seatline.server.rules.headset;

import org.jspecify.annotations.NullMarked;
