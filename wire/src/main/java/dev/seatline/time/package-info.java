/// Time as an argument: the one source of wall and monotonic time that the shells of both programs are handed.
@NullMarked
package dev.seatline.time;

import org.jspecify.annotations.NullMarked;
