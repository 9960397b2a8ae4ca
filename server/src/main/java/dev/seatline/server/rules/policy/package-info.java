/// CORE. A regulation as data: which rules a centre has, with their numbers and parameters.
@NullMarked
package dev.seatline.server.rules.policy;

import org.jspecify.annotations.NullMarked;
