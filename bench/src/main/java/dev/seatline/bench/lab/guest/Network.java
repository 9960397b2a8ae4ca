package dev.seatline.bench.lab.guest;

import dev.seatline.bench.lab.link.Ports;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;

/// The guest's two networks: its own loopback, and the wire to qemu. Programs that set these up are not on every host.
/// Stateless.
final class Network {
    private static final long SET_FLAGS = 0x8914;
    private static final long SET_ADDRESS = 0x8916;
    private static final long SET_MASK = 0x891c;
    private static final short UP_AND_RUNNING = 0x41;
    private static final short INTERNET = 2;

    private static final int REQUEST_BYTES = 40;
    private static final int VALUE = 16;
    private static final int VALUE_ADDRESS = 20;

    private Network() {}

    static void up() throws IOException {
        int socket = Kernel.socket();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = arena.allocate(REQUEST_BYTES, Long.BYTES);
            switchOn(socket, request, "lo");
            address(socket, request, SET_ADDRESS, Ports.ADDRESS);
            address(socket, request, SET_MASK, "255.255.255.0");
            switchOn(socket, request, "eth0");
        } finally {
            Kernel.close(socket);
        }
    }

    private static void switchOn(int socket, MemorySegment request, String name) throws IOException {
        request.fill((byte) 0);
        request.setString(0, name);
        request.set(ValueLayout.JAVA_SHORT, VALUE, UP_AND_RUNNING);
        Kernel.ioctl("switch on " + name, socket, SET_FLAGS, request);
    }

    private static void address(int socket, MemorySegment request, long what, String address) throws IOException {
        request.fill((byte) 0);
        request.setString(0, "eth0");
        request.set(ValueLayout.JAVA_SHORT, VALUE, INTERNET);
        MemorySegment.copy(
                MemorySegment.ofArray(InetAddress.getByName(address).getAddress()), 0, request, VALUE_ADDRESS, 4);
        Kernel.ioctl("give eth0 " + address, socket, what, request);
    }
}
