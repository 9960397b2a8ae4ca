package dev.seatline.device.sync;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/// As much of an MQTT 5 broker as it takes to refuse messages: one connection after the other, each message
/// acknowledged with the reason code that is set. Its thread ends with [#close].
final class RefusingBroker implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Thread thread = Thread.ofVirtual().unstarted(this::serve);
    private volatile int reason;
    private final AtomicInteger messages = new AtomicInteger();

    RefusingBroker() throws IOException {
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /// From now on messages are acknowledged so.
    void reason(int code) {
        reason = code;
    }

    int messages() {
        return messages.get();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                serve(new DataInputStream(socket.getInputStream()), socket.getOutputStream());
            } catch (IOException e) {
                // the client or the test has gone
            }
        }
    }

    private void serve(DataInputStream in, OutputStream out) throws IOException {
        while (true) {
            int header = in.readUnsignedByte();
            byte[] body = new byte[length(in)];
            in.readFully(body);
            switch (header >> 4) {
                case 1 -> out.write(new byte[] {0x20, 3, 0, 0, 0});
                case 8 -> out.write(new byte[] {(byte) 0x90, 6, body[0], body[1], 0, 1, 1, 1});
                case 3 -> {
                    int id = 2 + ((body[0] & 0xFF) << 8) + (body[1] & 0xFF);
                    out.write(new byte[] {0x40, 3, body[id], body[id + 1], (byte) reason});
                    messages.incrementAndGet();
                }
                case 12 -> out.write(new byte[] {(byte) 0xD0, 0});
                default -> {
                    // nothing to answer
                }
            }
            out.flush();
        }
    }

    private static int length(DataInputStream in) throws IOException {
        int length = 0;
        for (int shift = 0; ; shift += 7) {
            int digit = in.readUnsignedByte();
            length |= (digit & 0x7F) << shift;
            if (digit < 0x80) {
                return length;
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
