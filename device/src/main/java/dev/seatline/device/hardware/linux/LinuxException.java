package dev.seatline.device.hardware.linux;

import java.io.IOException;

/// The kernel refused. The message names the file, what was tried, what the kernel said and, where that is
/// known, what to do.
public final class LinuxException extends IOException {
    private static final long serialVersionUID = 1L;

    // asm-generic/errno-base.h, asm-generic/errno.h
    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int EIO = 5;
    static final int ENXIO = 6;
    static final int EAGAIN = 11;
    static final int EACCES = 13;
    static final int EBUSY = 16;
    static final int ENODEV = 19;
    static final int EINVAL = 22;
    static final int ENOTTY = 25;
    static final int ETIMEDOUT = 110;
    static final int EREMOTEIO = 121;

    private final int errno;

    LinuxException(String file, String tried, int errno) {
        super("%s: cannot %s: %s".formatted(file, tried, said(errno)));
        this.errno = errno;
    }

    /// Whether somebody else has it.
    public boolean busy() {
        return errno == EBUSY;
    }

    /// Whether what was opened is gone: unplugged, or its driver unloaded.
    public boolean gone() {
        return errno == ENODEV || errno == EIO || errno == ENXIO;
    }

    private static String said(int errno) {
        return switch (errno) {
            case EPERM, EACCES ->
                "not allowed (errno " + errno
                        + "); let the console's user into the group that owns it, usually gpio, i2c, spi,"
                        + " input or dialout";
            case ENOENT -> "there is no such file; look whether the part is plugged in and its interface switched on";
            case EBUSY -> "somebody else has it";
            case ENODEV, ENXIO -> "the device is gone (errno " + errno + "); look at its plug";
            case EIO -> "input or output failed (EIO); look at its wires and its power";
            case ETIMEDOUT, EREMOTEIO ->
                "the device does not answer (errno " + errno + "); look at its wires, its power and its address";
            case ENOTTY, EINVAL -> "the kernel does not know this of such a file (errno " + errno + ")";
            default -> "errno " + errno;
        };
    }
}
