/// When a buzzer sounds. Pure: time is an argument.
@NullMarked
package dev.seatline.device.hardware.buzzer;

import org.jspecify.annotations.NullMarked;
