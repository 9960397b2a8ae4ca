package dev.seatline.device.hardware.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The calls of libc that files of the kernel need. Each takes the place for `errno` first and returns what
/// the call returned. Stateless; any thread.
final class Libc {
    /// How large the place for `errno` is.
    static final StructLayout ERROR = Linker.Option.captureStateLayout();

    private static final VarHandle ERRNO = ERROR.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final Linker LINKER = Linker.nativeLinker();

    private static final MethodHandle OPEN = call("open", 2, FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle CLOSE = call("close", 0, FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle READ =
            call("read", 0, FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle WRITE =
            call("write", 0, FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle ASK =
            call("ioctl", 2, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS));
    private static final MethodHandle TELL =
            call("ioctl", 2, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle CONTROL =
            call("fcntl", 2, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle EVENT = call("eventfd", 0, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle PIPE = call("pipe2", 0, FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle POLL =
            call("ppoll", 0, FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS));

    private Libc() {}

    /// @param fixed how many arguments come before those whose number varies, or 0 for a call without such
    @SuppressWarnings("restricted") // calls of the kernel are what this class is for; the launcher allows them
    private static MethodHandle call(String name, int fixed, FunctionDescriptor shape) {
        Linker.Option errno = Linker.Option.captureCallState("errno");
        MemorySegment address = LINKER.defaultLookup().findOrThrow(name);
        return fixed == 0
                ? LINKER.downcallHandle(address, shape, errno)
                : LINKER.downcallHandle(address, shape, errno, Linker.Option.firstVariadicArg(fixed));
    }

    /// What the last call with this place said was wrong.
    static int errno(MemorySegment error) {
        return (int) ERRNO.get(error, 0L);
    }

    static int open(MemorySegment error, MemorySegment path, int flags) {
        try {
            return (int) OPEN.invokeExact(error, path, flags);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int close(MemorySegment error, int file) {
        try {
            return (int) CLOSE.invokeExact(error, file);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static long read(MemorySegment error, int file, MemorySegment into, long most) {
        try {
            return (long) READ.invokeExact(error, file, into, most);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static long write(MemorySegment error, int file, MemorySegment from, long length) {
        try {
            return (long) WRITE.invokeExact(error, file, from, length);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int ask(MemorySegment error, int file, long request, MemorySegment argument) {
        try {
            return (int) ASK.invokeExact(error, file, request, argument);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int tell(MemorySegment error, int file, long request, long argument) {
        try {
            return (int) TELL.invokeExact(error, file, request, argument);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int control(MemorySegment error, int file, int command, int argument) {
        try {
            return (int) CONTROL.invokeExact(error, file, command, argument);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int event(MemorySegment error, int flags) {
        try {
            return (int) EVENT.invokeExact(error, 0, flags);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int pipe(MemorySegment error, MemorySegment two, int flags) {
        try {
            return (int) PIPE.invokeExact(error, two, flags);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int poll(MemorySegment error, MemorySegment files, long count, MemorySegment timeout) {
        try {
            return (int) POLL.invokeExact(error, files, count, timeout, MemorySegment.NULL);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// Calls of libc throw nothing; only a defect of ours gets here.
    private static IllegalStateException impossible(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("a call of libc was made in a wrong way", e);
    }
}
