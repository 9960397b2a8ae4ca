/// The port of the hub's ledger.
@NullMarked
package dev.seatline.server.store;

import org.jspecify.annotations.NullMarked;
