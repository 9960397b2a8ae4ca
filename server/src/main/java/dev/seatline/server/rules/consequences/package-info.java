/// CORE. What follows from verdicts by counting: booked days, points, proposed fines, awards.
@NullMarked
package dev.seatline.server.rules.consequences;

import org.jspecify.annotations.NullMarked;
