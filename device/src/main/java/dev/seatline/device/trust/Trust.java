package dev.seatline.device.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// TLS towards the hub. Stateless; any thread.
public final class Trust {
    private Trust() {}

    /// Trusts what the file holds, or what the machine trusts when there is none.
    ///
    /// @param file PEM certificates
    /// @throws IllegalArgumentException with advice when the file cannot be used
    public static SSLContext context(Optional<Path> file) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            if (file.isPresent()) {
                trust.init(certificates(file.get()));
            } else {
                trust.init((KeyStore) null);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "cannot use the certificates in " + file.map(Path::toString).orElse("this machine's store") + ": "
                            + e.getMessage() + "; a file of PEM certificates (-----BEGIN CERTIFICATE-----) is wanted",
                    e);
        }
    }

    private static KeyStore certificates(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        Collection<? extends Certificate> found;
        try (InputStream in = Files.newInputStream(file)) {
            found = CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
        if (found.isEmpty()) {
            throw new IOException("no certificate in it");
        }
        for (Certificate certificate : found) {
            store.setCertificateEntry("hub" + store.size(), certificate);
        }
        return store;
    }
}
