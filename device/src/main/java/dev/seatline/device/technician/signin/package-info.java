/// Who may use the technician page: the PIN, wrong attempts, sessions.
@NullMarked
package dev.seatline.device.technician.signin;

import org.jspecify.annotations.NullMarked;
