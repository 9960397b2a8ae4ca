/// CORE. Whose badge it is, and whether its owner may sit there.
@NullMarked
package dev.seatline.server.rules.identity;

import org.jspecify.annotations.NullMarked;
