/// What watches over the program (systemd), and what it is told: that the program works, that its loop turns, that it
/// stops. Without a supervisor nothing of this happens.
@NullMarked
package dev.seatline.service;

import org.jspecify.annotations.NullMarked;
