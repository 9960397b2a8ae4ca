/// Which certificates are believed.
@NullMarked
package dev.seatline.device.trust;

import org.jspecify.annotations.NullMarked;
