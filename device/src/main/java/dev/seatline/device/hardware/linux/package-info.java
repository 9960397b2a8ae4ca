/// Files of the kernel, by the calls of libc through `java.lang.foreign`: opened, asked, and waited for by
/// one thread.
@NullMarked
package dev.seatline.device.hardware.linux;

import org.jspecify.annotations.NullMarked;
