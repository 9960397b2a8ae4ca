package dev.seatline.service;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// The socket that systemd names in `NOTIFY_SOCKET`, a datagram each. The JDK has no such sockets of the kind
/// `AF_UNIX`, so they are the kernel's own. Linux only. Any thread.
final class NotifySocket implements Supervisor {
    // linux/socket.h, linux/net.h, asm-generic/fcntl.h
    private static final short UNIX = 1;
    private static final int DATAGRAMS = 2;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int NOT_WAITING = 0x40;
    private static final int NO_SIGNAL = 0x4000;

    /// `struct sockaddr_un`: family, path.
    private static final int FAMILY = 2;

    private static final int LONGEST_PATH = 107;

    private final byte[] path;
    private final Consumer<String> complain;
    private final AtomicBoolean complained = new AtomicBoolean();

    /// @param name as in `NOTIFY_SOCKET`: a path, or `@` and a name without a file
    /// @param complain gets one line when the socket does not take what it is told
    /// @throws IllegalArgumentException for a name that is neither
    NotifySocket(String name, Consumer<String> complain) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (!(name.startsWith("/") || name.startsWith("@")) || bytes.length < 2 || bytes.length > LONGEST_PATH) {
            throw new IllegalArgumentException("NOTIFY_SOCKET must be a path or @ and a name, at most " + LONGEST_PATH
                    + " bytes; found \"" + name + "\"");
        }
        if (bytes[0] == '@') {
            bytes[0] = 0;
        }
        this.path = bytes;
        this.complain = complain;
    }

    @Override
    public void tell(String words) {
        int errno = sent(words.getBytes(StandardCharsets.UTF_8));
        if (errno != 0 && complained.compareAndSet(false, true)) {
            complain.accept("the supervisor behind NOTIFY_SOCKET cannot be told anything (errno " + errno
                    + "); the program goes on without");
        }
    }

    /// 0, or the kernel's word for what is wrong.
    private int sent(byte[] words) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(Calls.ERROR);
            int socket = Calls.socket(error, UNIX, DATAGRAMS | CLOSE_ON_EXEC);
            if (socket < 0) {
                return Calls.errno(error);
            }
            try {
                MemorySegment address = arena.allocate(FAMILY + path.length, Short.BYTES);
                address.set(JAVA_SHORT, 0, UNIX);
                MemorySegment.copy(path, 0, address, JAVA_BYTE, FAMILY, path.length);
                MemorySegment message = arena.allocateFrom(JAVA_BYTE, words);
                long wrote = Calls.send(error, socket, message, NOT_WAITING | NO_SIGNAL, address);
                return wrote < 0 ? Calls.errno(error) : 0;
            } finally {
                int ignored = Calls.close(error, socket);
                assert ignored <= 0;
            }
        }
    }

    /// The calls of libc: loaded with the first word, which a program without a supervisor never says.
    private static final class Calls {
        static final StructLayout ERROR = Linker.Option.captureStateLayout();

        private static final long ERRNO_AT = ERROR.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
        private static final MethodHandle SOCKET =
                call("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
        private static final MethodHandle SEND = call(
                "sendto", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
        private static final MethodHandle CLOSE = call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

        private Calls() {}

        @SuppressWarnings("restricted") // calls of the kernel are what this class is for; the launcher allows them
        private static MethodHandle call(String name, FunctionDescriptor shape) {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(
                    linker.defaultLookup().findOrThrow(name), shape, Linker.Option.captureCallState("errno"));
        }

        static int errno(MemorySegment error) {
            return error.get(JAVA_INT, ERRNO_AT);
        }

        static int socket(MemorySegment error, int family, int type) {
            try {
                return (int) SOCKET.invokeExact(error, family, type, 0);
            } catch (Throwable e) {
                throw impossible(e);
            }
        }

        static long send(MemorySegment error, int socket, MemorySegment message, int flags, MemorySegment address) {
            try {
                return (long) SEND.invokeExact(
                        error, socket, message, message.byteSize(), flags, address, (int) address.byteSize());
            } catch (Throwable e) {
                throw impossible(e);
            }
        }

        static int close(MemorySegment error, int socket) {
            try {
                return (int) CLOSE.invokeExact(error, socket);
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
}
