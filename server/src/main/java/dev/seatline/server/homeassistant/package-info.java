/// What Home Assistant is told of the seats: one device for each, made of what its console's `status` says.
@NullMarked
package dev.seatline.server.homeassistant;

import org.jspecify.annotations.NullMarked;
