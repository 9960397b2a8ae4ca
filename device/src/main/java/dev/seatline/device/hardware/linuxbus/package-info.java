/// The buses I²C and SPI by the kernel's character devices (`linux/i2c-dev.h`, `linux/spi/spidev.h`).
@NullMarked
package dev.seatline.device.hardware.linuxbus;

import org.jspecify.annotations.NullMarked;
