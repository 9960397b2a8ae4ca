package dev.seatline.device.sync;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A network of one wire, that a test can cut. Any thread.
final class Wire implements AutoCloseable {
    private final int to;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ServerSocket listening;
    private volatile boolean whole = true;

    Wire(int to) throws IOException {
        this.to = to;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("wire").start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket near = listening.accept();
                if (!whole) {
                    near.close();
                    continue;
                }
                Socket far = new Socket(InetAddress.getLoopbackAddress(), to);
                sockets.add(near);
                sockets.add(far);
                carry(near, far);
                carry(far, near);
            }
        } catch (IOException e) {
            // closed
        }
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

    void cut() throws IOException {
        whole = false;
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    void mend() {
        whole = true;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
    }
}
