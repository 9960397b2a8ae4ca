/// The one writer of the hub: envelope, store, apply, publish, confirm.
@NullMarked
package dev.seatline.server.loop;

import org.jspecify.annotations.NullMarked;
