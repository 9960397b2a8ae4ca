package dev.seatline.bench.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// A wire between a console and its broker that can be cut, and that can go dead: it then takes what both sides send,
/// as a cable does whose far end was pulled out, and nobody is told. Any thread.
final class BrokenWire implements AutoCloseable {
    private final ServerSocket door;
    private final int target;
    private final Queue<Connection> connections = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /// Two sockets and what becomes of the bytes between them.
    private static final class Connection {
        private final Socket near;
        private final Socket far;
        private final AtomicInteger ended = new AtomicInteger();
        private volatile boolean dead;

        Connection(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }

        void cut() {
            try (near;
                    far) {
                dead = true;
            } catch (IOException e) {
                // it was cut already
            }
        }
    }

    private BrokenWire(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    /// @param target a port on loopback; it need not be open yet
    static BrokenWire open(int target) throws IOException {
        BrokenWire wire = new BrokenWire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
        Thread.ofVirtual().name("broken-wire").start(wire::accept);
        return wire;
    }

    int port() {
        return door.getLocalPort();
    }

    /// Hangs up on both sides.
    void cut() {
        connections.forEach(Connection::cut);
        connections.clear();
    }

    /// Nothing gets through the present connections any more; new ones are whole.
    void goDead() {
        connections.forEach(connection -> connection.dead = true);
    }

    private void accept() {
        while (!closed) {
            try {
                Socket near = door.accept();
                Thread.ofVirtual().start(() -> connect(near));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void connect(Socket near) {
        Socket far = new Socket();
        Connection connection = new Connection(near, far);
        connections.add(connection);
        try {
            far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pass(connection, near, far));
            pass(connection, far, near);
        } catch (IOException e) {
            connection.cut();
            connections.remove(connection);
        }
    }

    private void pass(Connection connection, Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!connection.dead) {
                    out.write(buffer, 0, read);
                    out.flush();
                }
            }
        } catch (IOException e) {
            // one side has hung up
        }
        // through a dead wire the other side does not even hear that
        if (!connection.dead || connection.ended.incrementAndGet() == 2) {
            connection.cut();
            connections.remove(connection);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        door.close();
        cut();
    }
}
