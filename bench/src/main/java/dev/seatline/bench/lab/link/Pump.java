package dev.seatline.bench.lab.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/// Carries bytes between two connections until one of them ends; then both do. Each has two threads.
public final class Pump implements AutoCloseable {
    private static final int CHUNK = 16_384;

    private final Socket left;
    private final Socket right;

    private Pump(Socket left, Socket right) {
        this.left = left;
        this.right = right;
    }

    /// Begins at once.
    public static Pump between(Socket left, Socket right) throws IOException {
        left.setTcpNoDelay(true);
        right.setTcpNoDelay(true);
        Pump pump = new Pump(left, right);
        Thread.ofPlatform().daemon().start(() -> pump.carry(left, right));
        Thread.ofPlatform().daemon().start(() -> pump.carry(right, left));
        return pump;
    }

    private void carry(Socket from, Socket to) {
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                out.write(chunk, 0, length);
            }
        } catch (IOException e) {
            // one side has hung up: that is how it ends
        }
        close();
    }

    @Override
    public void close() {
        closeQuietly(left);
        closeQuietly(right);
    }

    /// Closes a connection that is of no use any more.
    public static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone, which is what was wanted
        }
    }
}
