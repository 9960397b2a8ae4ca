/// The hub program: wiring and configuration. The one place that sees every part.
@NullMarked
package dev.seatline.server;

import org.jspecify.annotations.NullMarked;
