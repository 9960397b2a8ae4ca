/// CORE. Breaks: asked for, granted, queued, too long, earned.
@NullMarked
package dev.seatline.server.rules.breaks;

import org.jspecify.annotations.NullMarked;
