package dev.seatline.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.server.HubConfig;
import dev.seatline.server.people.Role;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static final String SECRET = "only for this test";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void withTlsTheCookieIsBoundToTheHostAndPlainIsForbiddenForAYear() throws Exception {
        Path keys = keystore();
        try (ApiBench api = new ApiBench()) {
            ApiServer server = api.server(
                    new HubConfig.Http("127.0.0.1", 0, Optional.of(new HubConfig.Tls(keys, SECRET))),
                    StreamLimits.USUAL,
                    new ApiBench.NoPages());
            server.start();
            try (HttpClient client =
                    HttpClient.newBuilder().sslContext(trusting(keys)).build()) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/api/v1/session"))
                                .timeout(ApiBench.LIMIT)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"token\":\"" + api.token(Role.MANAGER) + "\"}"))
                                .build(),
                        BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
                        .matches("__Host-seatline=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax; Secure");
                assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                        .contains("max-age=31536000");
            } finally {
                server.stop();
            }
        }
    }

    @Test
    void aKeystoreThatCannotBeOpenedIsNamed() throws Exception {
        Path keys = keystore();
        try (ApiBench api = new ApiBench()) {
            ApiServer server = api.server(
                    new HubConfig.Http("127.0.0.1", 0, Optional.of(new HubConfig.Tls(keys, "wrong"))),
                    StreamLimits.USUAL,
                    new ApiBench.NoPages());
            assertThatThrownBy(server::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(keys.toString())
                    .hasMessageContaining("password");
        }
    }

    private Path keystore() throws IOException, InterruptedException {
        Path file = folder.resolve("hub.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "hub",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        SECRET)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.txt").toFile())
                .start();
        boolean ended = keytool.waitFor(60, TimeUnit.SECONDS);
        if (!ended) {
            Process ignored = keytool.destroyForcibly();
        }
        assertThat(ended && keytool.exitValue() == 0)
                .as(Files.readString(folder.resolve("keytool.txt")))
                .isTrue();
        return file;
    }

    private static SSLContext trusting(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, SECRET.toCharArray());
        }
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("hub", store.getCertificate("hub"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trust);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
