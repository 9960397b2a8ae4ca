/// Scenario files: days of a small call centre with the verdicts that a regulation must give, played to the judge on
/// simulated time and compared.
@NullMarked
package dev.seatline.server.replay;

import org.jspecify.annotations.NullMarked;
