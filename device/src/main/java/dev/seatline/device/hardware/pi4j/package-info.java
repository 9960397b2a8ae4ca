/// Pi4J over the kernel's GPIO character device. Nothing else of the console knows Pi4J.
@NullMarked
package dev.seatline.device.hardware.pi4j;

import org.jspecify.annotations.NullMarked;
