/// The fault test: a site whose programs are killed, frozen, cut off and robbed of their disks while people work at it,
/// and the account of what became of every fact.
@NullMarked
package dev.seatline.bench.faults;

import org.jspecify.annotations.NullMarked;
