/// A ledger in memory, for tests and simulations.
@NullMarked
package dev.seatline.server.store.memory;

import org.jspecify.annotations.NullMarked;
