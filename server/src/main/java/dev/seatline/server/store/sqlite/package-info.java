/// The ledger in one SQLite file.
@NullMarked
package dev.seatline.server.store.sqlite;

import org.jspecify.annotations.NullMarked;
