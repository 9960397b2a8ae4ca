package dev.seatline.server.broker;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// Sockets to an external broker, which send at once: with Nagle's algorithm and delayed acknowledgement 50 messages
/// take
/// 44 ms. Any thread.
final class BrokerSockets {
    private static final int PLAIN_PORT = 1883;
    private static final int TLS_PORT = 8883;

    private final Optional<SSLSocketFactory> tls;

    private BrokerSockets(Optional<SSLSocketFactory> tls) {
        this.tls = tls;
    }

    /// Those for `tcp` or `ssl`.
    ///
    /// @param trust certificates in PEM; empty for the machine's own
    static BrokerSockets of(String scheme, Optional<Path> trust) throws IOException {
        return new BrokerSockets(scheme.equals("tcp") ? Optional.empty() : Optional.of(tls(trust)));
    }

    /// Makes TLS of connections.
    ///
    /// @param trust certificates in PEM; empty for the machine's own
    static SSLSocketFactory tls(Optional<Path> trust) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            if (trust.isPresent()) {
                trusted.init(certificates(trust.get()));
                context.init(null, trusted.getTrustManagers(), null);
            } else {
                context.init(null, null, null);
            }
            return context.getSocketFactory();
        } catch (GeneralSecurityException failure) {
            throw new IOException("TLS cannot be used: " + failure.getMessage(), failure);
        }
    }

    private static KeyStore certificates(Path pem) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(pem))) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("trust-" + store.size(), certificate);
            }
            if (store.size() == 0) {
                throw new IOException("it holds no certificate");
            }
            return store;
        } catch (IOException | GeneralSecurityException failure) {
            throw new IOException(
                    "the certificates in %s cannot be read as PEM: %s".formatted(pem, failure.getMessage()), failure);
        }
    }

    /// A connected socket, over TLS with a certificate that is trusted and names the host.
    ///
    /// @param limitMillis for connecting, and again for the handshake
    Socket connect(URI broker, int limitMillis) throws IOException {
        int usual = tls.isPresent() ? TLS_PORT : PLAIN_PORT;
        int port = broker.getPort() > 0 ? broker.getPort() : usual;
        Socket plain = new Socket();
        try {
            plain.setTcpNoDelay(true);
            plain.connect(new InetSocketAddress(broker.getHost(), port), limitMillis);
            plain.setSoTimeout(limitMillis);
            return tls.isPresent() ? secured(tls.get(), plain, broker.getHost(), port) : plain;
        } catch (IOException | RuntimeException failure) {
            plain.close();
            throw failure;
        }
    }

    private static Socket secured(SSLSocketFactory factory, Socket plain, String host, int port) throws IOException {
        SSLSocket secured = (SSLSocket) factory.createSocket(plain, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }
}
