/// CORE. Runs the rules over what happened, in the order of time, whatever the order of arrival.
@NullMarked
package dev.seatline.server.rules.judge;

import org.jspecify.annotations.NullMarked;
