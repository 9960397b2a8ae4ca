/// The port through which consoles talk to the hub, and what is made of their messages.
@NullMarked
package dev.seatline.server.ingest;

import org.jspecify.annotations.NullMarked;
