/// The contract between console and hub: what travels, under which topic, in which JSON.
/// What a fact *means* is part of the contract too: [SeatState#after] is the one fold that console and hub share.
@NullMarked
package dev.seatline.wire;

import org.jspecify.annotations.NullMarked;
