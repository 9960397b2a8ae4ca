/// The way to the hub and back: link, uploader, order inbox.
@NullMarked
package dev.seatline.device.sync;

import org.jspecify.annotations.NullMarked;
