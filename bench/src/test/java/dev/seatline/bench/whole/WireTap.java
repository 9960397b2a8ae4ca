package dev.seatline.bench.whole;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Stands between a program and the port that it thinks it talks to, and keeps every byte that passes. Each connection
/// has one stream for each direction, so that nothing is torn apart. [#open] and [#close] belong to one thread.
final class WireTap implements AutoCloseable {
    private final ServerSocket door;
    private final int target;
    private final List<ByteArrayOutputStream> heard = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    private WireTap(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    /// @param target a port on loopback; it need not be open yet
    static WireTap open(int target) throws IOException {
        WireTap tap = new WireTap(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
        Thread.ofVirtual().name("wire-tap").start(tap::accept);
        return tap;
    }

    int port() {
        return door.getLocalPort();
    }

    /// What has passed, one stream a connection and direction.
    List<byte[]> heard() {
        return heard.stream().map(ByteArrayOutputStream::toByteArray).toList();
    }

    private void accept() {
        try {
            while (true) {
                Socket near = door.accept();
                Socket far = new Socket();
                sockets.addAll(List.of(near, far));
                try {
                    far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
                    pass(near, far);
                    pass(far, near);
                } catch (IOException e) {
                    near.close();
                    far.close();
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void pass(Socket from, Socket to) {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        heard.add(copy);
        Thread.ofVirtual().start(() -> {
            byte[] buffer = new byte[8192];
            try (from;
                    to;
                    InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    copy.write(buffer, 0, read);
                    out.write(buffer, 0, read);
                }
            } catch (IOException e) {
                // one side has hung up, and the other learns it
            }
        });
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
