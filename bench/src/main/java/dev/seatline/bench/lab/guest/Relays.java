package dev.seatline.bench.lab.guest;

import dev.seatline.bench.lab.link.Ports;
import dev.seatline.bench.lab.link.Pump;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The guest's doors in the wall: the console's way to its broker, which is carried over connections that the host has
/// opened, and the host's way to the console's page. The guest itself can reach nothing. Threads of its own.
final class Relays {
    private static final int MOST = 20;
    private static final long PATIENCE_MILLIS = 1_500;

    private final BlockingQueue<Socket> waiting = new LinkedBlockingQueue<>(MOST);

    /// Opens the doors.
    void start() throws IOException {
        accept("waiting", Ports.WAITING, null, this::came);
        accept("broker", Ports.BROKER, InetAddress.getLoopbackAddress(), this::carryToBroker);
        accept("page", Ports.PAGE, null, Relays::carryToPage);
    }

    /// What is done with a connection.
    @FunctionalInterface
    interface Door {
        void opened(Socket socket) throws IOException, InterruptedException;
    }

    /// @param address null for any
    static void accept(String name, int port, @org.jspecify.annotations.Nullable InetAddress address, Door door)
            throws IOException {
        ServerSocket server = new ServerSocket(port, MOST, address);
        Thread.ofPlatform().daemon().name("door-" + name).start(() -> {
            while (true) {
                try {
                    Socket socket = server.accept();
                    Thread.ofVirtual().start(() -> pass(socket, door));
                } catch (IOException e) {
                    System.out.println("guest: door " + name + ": " + e);
                    return;
                }
            }
        });
    }

    private static void pass(Socket socket, Door door) {
        try {
            door.opened(socket);
        } catch (IOException e) {
            Pump.closeQuietly(socket);
        } catch (InterruptedException e) {
            Pump.closeQuietly(socket);
            Thread.currentThread().interrupt();
        }
    }

    private void came(Socket host) {
        if (!waiting.offer(host)) {
            Pump.closeQuietly(host);
        }
    }

    private void carryToBroker(Socket console) throws IOException, InterruptedException {
        while (true) {
            Socket host = waiting.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            if (host == null) {
                throw new IOException("the wire to the hub is cut");
            }
            try {
                host.getOutputStream().write(1);
                // the host answers, unless it hung up while it waited
                if (host.getInputStream().read() == 1) {
                    Pump.between(console, host);
                    return;
                }
            } catch (IOException e) {
                // the next one, perhaps
            }
            Pump.closeQuietly(host);
        }
    }

    private static void carryToPage(Socket host) throws IOException {
        Pump.between(host, new Socket(InetAddress.getLoopbackAddress(), Ports.CONSOLE));
    }
}
