package dev.seatline.bench.lab.guest;

import dev.seatline.bench.lab.link.Ports;
import dev.seatline.bench.lab.link.Pump;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The guest's doors in the wall: the console's way to its broker, which is carried over connections that the host has
/// opened, and the host's way to the console's page. The guest itself can reach nothing. Threads of its own.
final class Relays {
    private static final int MOST = 20;
    private static final long PATIENCE_MILLIS = 1_500;

    private final BlockingQueue<Socket> waiting = new LinkedBlockingQueue<>(MOST);

    private Relays() {}

    /// Opens the doors.
    static void start() throws IOException {
        open(Ports.WAITING, Ports.BROKER);
        accept("page", Ports.PAGE, null, Relays::carryToPage);
    }

    /// The way to the broker.
    ///
    /// @param waiting where connections of the host wait, 0 for any port
    /// @param broker where the console calls, 0 for any port
    /// @return both ports
    static List<Integer> open(int waiting, int broker) throws IOException {
        Relays relays = new Relays();
        return List.of(
                accept("waiting", waiting, null, relays::came),
                accept("broker", broker, InetAddress.getLoopbackAddress(), relays::carryToBroker));
    }

    /// What is done with a connection.
    @FunctionalInterface
    interface Door {
        void opened(Socket socket) throws IOException, InterruptedException;
    }

    /// @param port 0 for any
    /// @param address null for all
    /// @return the port
    static int accept(String name, int port, @Nullable InetAddress address, Door door) throws IOException {
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
        return server.getLocalPort();
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

    private void came(Socket host) throws IOException {
        host.getOutputStream().write(Ports.TAKEN);
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
                host.getOutputStream().write(Ports.WANTED);
                // the host answers, unless it hung up while it waited
                if (host.getInputStream().read() == Ports.WANTED) {
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
