/// CORE. Papers: leave and swaps, what becomes of them.
@NullMarked
package dev.seatline.server.rules.requests;

import org.jspecify.annotations.NullMarked;
