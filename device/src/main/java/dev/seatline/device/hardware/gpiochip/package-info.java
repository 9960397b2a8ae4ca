/// Pins by the kernel's GPIO character device, interface v2 (`linux/gpio.h`), and as Pi4J's providers.
@NullMarked
package dev.seatline.device.hardware.gpiochip;

import org.jspecify.annotations.NullMarked;
