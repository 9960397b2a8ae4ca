/// CORE. A raised hand gets an answer.
@NullMarked
package dev.seatline.server.rules.raising;

import org.jspecify.annotations.NullMarked;
