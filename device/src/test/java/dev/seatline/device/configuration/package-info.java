@NullMarked
package dev.seatline.device.configuration;

import org.jspecify.annotations.NullMarked;
