package dev.seatline.bench.lab.guest;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;

/// The few calls of the kernel that no file stands for. The lab has its own, so that a mistake in the console's is not
/// made twice. Stateless; any thread.
@SuppressWarnings("restricted") // calling the kernel is what it is for
final class Kernel {
    static final int READ_WRITE = 2;
    /// The terminal that is opened does not become ours.
    static final int NO_TERMINAL = 0x100;

    private static final int FINIT_MODULE = 313;
    private static final int POWER_OFF = 0x4321fedc;
    private static final int LONGEST_TEXT = 256;

    private static final AddressLayout POINTER = ValueLayout.ADDRESS;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final Linker.Option SAVES_ERRNO = Linker.Option.captureCallState("errno");

    private static final MethodHandle OPEN = call(
            "open",
            FunctionDescriptor.of(INT, POINTER, INT, INT),
            SAVES_ERRNO,
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle CLOSE = call("close", FunctionDescriptor.of(INT, INT), SAVES_ERRNO);
    private static final MethodHandle READ = call("read", FunctionDescriptor.of(LONG, INT, POINTER, LONG), SAVES_ERRNO);
    private static final MethodHandle WRITE =
            call("write", FunctionDescriptor.of(LONG, INT, POINTER, LONG), SAVES_ERRNO);
    private static final MethodHandle IOCTL = call(
            "ioctl",
            FunctionDescriptor.of(INT, INT, LONG, POINTER),
            SAVES_ERRNO,
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle SOCKET =
            call("socket", FunctionDescriptor.of(INT, INT, INT, INT), SAVES_ERRNO);
    private static final MethodHandle SYSCALL = call(
            "syscall",
            FunctionDescriptor.of(LONG, LONG, LONG, POINTER, LONG),
            SAVES_ERRNO,
            Linker.Option.firstVariadicArg(1));
    private static final MethodHandle REBOOT = call("reboot", FunctionDescriptor.of(INT, INT), SAVES_ERRNO);
    private static final MethodHandle STRERROR = call("strerror", FunctionDescriptor.of(POINTER, INT));

    private Kernel() {}

    private static MethodHandle call(String name, FunctionDescriptor shape, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), shape, options);
    }

    /// A call in progress: its memory, and the place where the kernel's complaint is put.
    @FunctionalInterface
    private interface Call {
        long make(MemorySegment state) throws Throwable;
    }

    private static long make(String what, Call call) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long result = call.make(state);
            if (result < 0) {
                int errno = (int) ERRNO.get(state, 0L);
                throw new IOException(what + ": " + text(errno) + " (" + errno + ")");
            }
            return result;
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(int errno) throws Throwable {
        MemorySegment said = (MemorySegment) STRERROR.invokeExact(errno);
        return said.reinterpret(LONGEST_TEXT).getString(0);
    }

    /// @return a file descriptor
    static int open(Path path, int flags) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path.toString());
            return (int) make("open " + path, state -> (int) OPEN.invokeExact(state, name, flags, 0));
        }
    }

    static void close(int file) throws IOException {
        make("close", state -> (int) CLOSE.invokeExact(state, file));
    }

    static int read(int file, MemorySegment to) throws IOException {
        return (int) make("read", state -> (long) READ.invokeExact(state, file, to, to.byteSize()));
    }

    /// Writes all of it.
    static void write(int file, MemorySegment data) throws IOException {
        long written = 0;
        while (written < data.byteSize()) {
            MemorySegment rest = data.asSlice(written);
            written += make("write", state -> (long) WRITE.invokeExact(state, file, rest, rest.byteSize()));
        }
    }

    /// @param what for the message when it fails
    static int ioctl(String what, int file, long request, MemorySegment argument) throws IOException {
        return (int) make(what, state -> (int) IOCTL.invokeExact(state, file, request, argument));
    }

    /// With a number instead of an address.
    static int ioctl(String what, int file, long request, long argument) throws IOException {
        return ioctl(what, file, request, MemorySegment.ofAddress(argument));
    }

    /// A socket of IPv4 to ask the kernel about networks with.
    static int socket() throws IOException {
        int internet = 2;
        int datagrams = 2;
        return (int) make("socket", state -> (int) SOCKET.invokeExact(state, internet, datagrams, 0));
    }

    /// Puts a module into the kernel, of a machine with a 64-bit x86.
    static void insert(Path module, String parameters) throws IOException {
        int file = open(module, 0);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocateFrom(parameters);
            make("insert " + module, state -> (long)
                    SYSCALL.invokeExact(state, (long) FINIT_MODULE, (long) file, text, 0L));
        } finally {
            close(file);
        }
    }

    /// Switches the machine off; returns only if it may not.
    static void powerOff() throws IOException {
        make("power off", state -> (int) REBOOT.invokeExact(state, POWER_OFF));
    }
}
