package dev.seatline.server.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/// A key for localhost that a test makes with the JDK's own keytool, as PKCS #12 and as PEM.
record TestKeys(Path keystore, String password, Mosquitto.Certificate pem) {
    static TestKeys make(Path folder) throws IOException, GeneralSecurityException {
        Path keystore = folder.resolve("key.p12");
        String password = "of a <test> & no more";
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keystore.toString(),
                        "-storepass",
                        password,
                        "-alias",
                        "broker",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "2")
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        if (!Files.exists(keystore)) {
            throw new IOException("keytool made no key: " + said);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            store.load(in, password.toCharArray());
        }
        Path certificate = folder.resolve("broker.crt");
        Path key = folder.resolve("broker.key");
        Files.writeString(
                certificate, pem("CERTIFICATE", store.getCertificate("broker").getEncoded()));
        Files.writeString(
                key,
                pem(
                        "PRIVATE KEY",
                        store.getKey("broker", password.toCharArray()).getEncoded()));
        return new TestKeys(keystore, password, new Mosquitto.Certificate(certificate, key));
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes), what);
    }
}
