package dev.seatline.bench.measure.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Stands between consoles and broker, and can be cut. Safe for any thread.
final class CutWire implements AutoCloseable {
    private static final int BUFFER = 8 * 1024;

    private final int to;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private CutWire(int to, ServerSocket door) {
        this.to = to;
        this.door = door;
    }

    /// @param to the broker's port on loopback
    static CutWire start(int to) throws IOException {
        CutWire wire = new CutWire(to, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().name("cut-wire").start(wire::accept);
        return wire;
    }

    int port() {
        return door.getLocalPort();
    }

    /// Cuts every connection that there is now.
    void cut() {
        for (Socket socket : open) {
            close(socket);
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                Socket far = new Socket();
                open.add(near);
                open.add(far);
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> {
                    try {
                        far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), to));
                        Thread.ofVirtual().start(() -> carry(far, near));
                        carry(near, far);
                    } catch (IOException e) {
                        close(near);
                        close(far);
                    }
                });
            } catch (IOException e) {
                // closed, or one connection that came to nothing
            }
        }
    }

    private void carry(Socket from, Socket into) {
        byte[] buffer = new byte[BUFFER];
        try {
            for (int count = from.getInputStream().read(buffer);
                    count >= 0;
                    count = from.getInputStream().read(buffer)) {
                into.getOutputStream().write(buffer, 0, count);
            }
        } catch (IOException e) {
            // cut
        } finally {
            close(from);
            close(into);
        }
    }

    private void close(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // closed enough
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
