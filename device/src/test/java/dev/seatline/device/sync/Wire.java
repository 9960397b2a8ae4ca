package dev.seatline.device.sync;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A network of one wire, that a test can cut. Any thread.
final class Wire implements AutoCloseable {
    private final int to;
    private final int port;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private @Nullable ServerSocket listening;

    Wire(int to) throws IOException {
        this.to = to;
        ServerSocket first = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.port = first.getLocalPort();
        accept(first);
    }

    int port() {
        return port;
    }

    private void accept(ServerSocket server) {
        listening = server;
        Thread.ofVirtual().name("wire").start(() -> {
            try {
                while (true) {
                    Socket near = server.accept();
                    Socket far = new Socket(InetAddress.getLoopbackAddress(), to);
                    sockets.add(near);
                    sockets.add(far);
                    carry(near, far);
                    carry(far, near);
                }
            } catch (IOException e) {
                // cut
            }
        });
    }

    private static void carry(Socket from, Socket into) throws IOException {
        from.setTcpNoDelay(true);
        InputStream in = from.getInputStream();
        OutputStream out = into.getOutputStream();
        Thread.ofVirtual().name("wire-way").start(() -> {
            try (from;
                    into) {
                in.transferTo(out);
            } catch (IOException e) {
                // cut
            }
        });
    }

    synchronized void cut() throws IOException {
        if (listening != null) {
            listening.close();
            listening = null;
        }
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    synchronized void mend() throws IOException {
        ServerSocket again = new ServerSocket();
        again.setReuseAddress(true);
        again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        accept(again);
    }

    @Override
    public void close() throws IOException {
        cut();
    }
}
