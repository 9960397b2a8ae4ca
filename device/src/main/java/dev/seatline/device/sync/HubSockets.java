package dev.seatline.device.sync;

import dev.seatline.device.trust.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/// Sockets for one connection. They send at once (Nagle's algorithm and delayed acknowledgements together
/// cost 44 ms a window), and can all be closed from outside: the client library forgets some. Any thread.
final class HubSockets {
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final SocketFactory factory;

    private HubSockets(SocketFactory factory) {
        this.factory = factory;
    }

    /// Plain ones, for loopback.
    static HubSockets plain() {
        return new HubSockets(SocketFactory.getDefault());
    }

    static HubSockets tls(SSLSocketFactory factory) {
        return new HubSockets(factory);
    }

    /// The factory for the client library, of the kind that it insists on.
    SocketFactory forClient() {
        return factory instanceof SSLSocketFactory tls ? new TlsFactory(tls) : new PlainFactory();
    }

    void closeAll() {
        for (Socket socket = open.poll(); socket != null; socket = open.poll()) {
            try {
                socket.close();
            } catch (IOException e) {
                // closed enough
            }
        }
    }

    private Socket prepared(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        open.add(socket);
        return socket;
    }

    /// Trusts what the file holds, or what the machine trusts when there is none.
    ///
    /// @throws IllegalArgumentException with advice when the file cannot be used
    static SSLSocketFactory trusting(Optional<Path> file) {
        return Trust.context(file).getSocketFactory();
    }

    private final class PlainFactory extends SocketFactory {
        @Override
        public Socket createSocket() throws IOException {
            return prepared(factory.createSocket());
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return prepared(factory.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
            return prepared(factory.createSocket(host, port, from, fromPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return prepared(factory.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
            return prepared(factory.createSocket(host, port, from, fromPort));
        }
    }

    private final class TlsFactory extends SSLSocketFactory {
        private final SSLSocketFactory tls;

        TlsFactory(SSLSocketFactory tls) {
            this.tls = tls;
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return tls.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return tls.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket() throws IOException {
            return prepared(tls.createSocket());
        }

        @Override
        public Socket createSocket(Socket over, String host, int port, boolean autoClose) throws IOException {
            return prepared(tls.createSocket(over, host, port, autoClose));
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return prepared(tls.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
            return prepared(tls.createSocket(host, port, from, fromPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return prepared(tls.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
            return prepared(tls.createSocket(host, port, from, fromPort));
        }
    }
}
