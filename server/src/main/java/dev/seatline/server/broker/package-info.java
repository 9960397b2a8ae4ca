/// The embedded broker and its access rules; or the way to an external one.
@NullMarked
package dev.seatline.server.broker;

import org.jspecify.annotations.NullMarked;
