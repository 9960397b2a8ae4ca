/// CORE. Verdicts in words, so that a person can check them by hand.
@NullMarked
package dev.seatline.server.rules.why;

import org.jspecify.annotations.NullMarked;
