/// A card reader with an MFRC522 on an SPI bus. Nothing here logs a number.
@NullMarked
package dev.seatline.device.hardware.mfrc522;

import org.jspecify.annotations.NullMarked;
